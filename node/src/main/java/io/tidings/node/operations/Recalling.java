package io.tidings.node.operations;

import io.tidings.node.recall.RecallReport;
import java.util.List;
import java.util.Optional;

/** The part of an operator's calls that is about recalls. Fails as {@link Operations} does. */
public interface Recalling {
    /**
     * Withdraws an object: it is deleted here, and whoever was given it is told, by the ledger.
     *
     * @param version the one version; absent means all there are
     * @throws OperationException if there was none, it is recalled already, or there is no key to sign with
     */
    RecallReport recall(String objectId, Optional<String> version, String reason);

    /** All recalls, of this node and of others, the newest first. */
    List<RecallReport> list();

    /**
     * Those about an object: who was given it, who has answered and what they did.
     *
     * @throws OperationException if there is none
     */
    List<RecallReport> show(String objectId);

    /**
     * Deletes what a recall of somebody else left to be decided on.
     *
     * @throws OperationException if nothing waits
     */
    RecallReport apply(String objectId);

    /**
     * Has recalls of an object count no more: what is held back is given again, and what comes is taken in.
     *
     * @throws OperationException if there is none
     */
    RecallReport forget(String objectId);
}
