package io.tidings.node.store;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/**
 * A stretch of a collection's log that began with a restore: what was added after {@code restoredTo} and before
 * {@code began} is not in the log, unless it came again. A collection that was never restored has none.
 *
 * @param id random, another at every restore
 * @param number of restores this collection has seen, from 1
 * @param began when the backup was restored; every stamp given since then is later, whatever the clock says
 * @param restoredTo the moment that the backup holds
 */
public record Epoch(UUID id, long number, Instant began, Instant restoredTo) {
    /** Where the epochs of collections are kept: by the collection's id, the newest in the first line. */
    static final String AREA = "epoch";

    String text() {
        return number + " " + id + " " + began + " " + restoredTo;
    }

    /** The newest of those that {@link #AREA} keeps for a collection. */
    static Epoch parse(String kept) {
        String[] parts = kept.lines().findFirst().orElse("").split(" ");
        if (parts.length != 4) {
            throw unreadable(kept);
        }
        try {
            return new Epoch(
                    UUID.fromString(parts[1]),
                    Long.parseLong(parts[0]),
                    Instant.parse(parts[2]),
                    Instant.parse(parts[3]));
        } catch (IllegalArgumentException | DateTimeParseException wrong) {
            throw unreadable(kept);
        }
    }

    private static IllegalStateException unreadable(String kept) {
        return new IllegalStateException("the store keeps an epoch that this program cannot read: " + kept);
    }
}
