package io.tidings.node.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * That a store was filled from a backup.
 *
 * @param epoch random, of no other restore
 * @param at when it was restored
 * @param to the moment that the backup holds
 */
public record Restoration(UUID epoch, Instant at, Instant to) {
    /** In the ledger, as who may have got what left in between. */
    public static final String UNKNOWN_PRINCIPAL = "unknown";
    /** In the ledger, as the road. */
    public static final String CHANNEL = "restore";

    /**
     * Stands for every release between backup and loss, which nobody knows any more: it names all entries of the log, since
     * the ledger may say too much and never too little (I-7).
     */
    Release mark(UUID collection, long lastAdded) {
        return new Release(
                UNKNOWN_PRINCIPAL,
                CHANNEL,
                at,
                collection,
                "restored at " + at + " from the backup of " + to + ": releases in between are not known",
                "-",
                List.of(new Release.Run(1, lastAdded)),
                0);
    }
}
