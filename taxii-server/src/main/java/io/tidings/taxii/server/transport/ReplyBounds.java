package io.tidings.taxii.server.transport;

import java.time.Duration;

/**
 * How replies are sent.
 *
 * @param totalBytes of all replies on their way together; beyond it, and for one requester beyond what stays free for
 *     others, a reply becomes a 503. A single one always goes
 * @param stallTimeout a client that takes less than its pace within this time, or nothing, is disconnected
 * @param leastBytesPerSecond the pace: slower, a client would hold a place rather than read. At its end a reply may rest
 *     for one more stall timeout
 */
public record ReplyBounds(long totalBytes, Duration stallTimeout, int leastBytesPerSecond) {
    /** A page of 8 MiB takes at most a bit less than nine minutes so. */
    public static final int USUAL_PACE = 16 << 10;

    /** At the usual pace. */
    public ReplyBounds(long totalBytes, Duration stallTimeout) {
        this(totalBytes, stallTimeout, USUAL_PACE);
    }

    public static ReplyBounds standard() {
        return new ReplyBounds(128L << 20, Duration.ofSeconds(30));
    }

    public ReplyBounds {
        if (totalBytes < 1 || stallTimeout.toMillis() < 1 || leastBytesPerSecond < 1) {
            throw new IllegalArgumentException("a bound on replies is positive");
        }
    }

    /** At least one: without any progress nobody keeps its pace. */
    long leastBytesPerStallTimeout() {
        return Math.max(1, leastBytesPerSecond * stallTimeout.toMillis() / 1_000);
    }
}
