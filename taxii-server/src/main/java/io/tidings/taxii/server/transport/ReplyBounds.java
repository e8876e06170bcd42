package io.tidings.taxii.server.transport;

import java.time.Duration;

/**
 * How replies are sent.
 *
 * @param totalBytes of all replies on their way together; beyond it, a reply becomes a 503. A single one always goes
 * @param stallTimeout a client that does not take the next 64 KiB within this time is disconnected
 */
public record ReplyBounds(long totalBytes, Duration stallTimeout) {
    public static ReplyBounds standard() {
        return new ReplyBounds(128L << 20, Duration.ofSeconds(30));
    }

    public ReplyBounds {
        if (totalBytes < 1 || stallTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("a bound on replies is positive");
        }
    }
}
