package io.tidings.node.operations;

import java.time.Instant;
import java.util.Optional;

/** The part of an operator's calls that ends sharing, and that tells what was shared. Fails as {@link Operations} does. */
public interface Sharing {
    /**
     * Cuts sharing off at once: connections, requests, transfers in both directions. Lasts until {@link #restore}, also over
     * restarts.
     *
     * @param peer empty means everyone, clients too
     */
    CutReport cut(Optional<String> peer, Optional<String> reason);

    /**
     * Ends a cut. One of everyone leaves those as they are that were cut off by name.
     *
     * @param peer empty means the cut of everyone
     * @throws OperationException if there is no such cut
     */
    void restore(Optional<String> peer);

    /**
     * Pages given to someone, oldest first, as the ledger has them.
     *
     * @param principal {@code peer:bank-b}, {@code client:siem}, {@code operator}
     * @param objects whether to name the objects of each page
     * @param most pages
     */
    GivenReport given(String principal, Instant since, boolean objects, int most);

    /**
     * Ends the agreement with a peer: cuts it off, puts its file away, and signs a record of what is left to be done.
     *
     * @param purge whether to destroy all that the peer gave
     */
    LeaveReport leave(String peer, boolean purge);

    /** Where the audit log ends, and what was signed last. */
    AuditReport audit();
}
