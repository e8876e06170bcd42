package io.tidings.node.intake;

/**
 * A batch of a longer transfer that has passed the checks and is not stored yet. Who submits one only when the one before
 * is settled keeps their order whatever fails, and can fetch and judge the next while this one is on its way to disk. For
 * one thread.
 */
public interface Judged {
    /** Begins to store it; to be called once. What goes into quarantine is waited for. */
    void submit();

    /** Waits until all that became of it is durable, and then the state after it; to be called once, after {@link #submit}. */
    IntakeReport settle();
}
