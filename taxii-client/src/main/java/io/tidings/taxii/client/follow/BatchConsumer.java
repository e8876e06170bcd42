package io.tidings.taxii.client.follow;

/** Stores what was followed. */
@FunctionalInterface
public interface BatchConsumer {
    /**
     * Stores {@code batch} and {@code after} durably, both or neither, before it returns; only then is more asked for.
     *
     * <p>A page within the batch bounds comes as one batch. Of a larger one the early batches carry the cursor of the
     * page's beginning: after a crash in its midst they come again, and nothing is missing. An empty batch has a
     * cursor that moved. What this throws ends the follow and reaches its caller.
     *
     * @param after where to go on once {@code batch} is stored
     */
    void accept(Batch batch, Cursor after);
}
