package io.tidings.taxii.client.submit;

import java.time.Duration;

/**
 * How to cut and how long to wait.
 *
 * @param maxEnvelopeBytes of one request's body: no more than the API root's {@code max_content_length}, and no more
 *     than the sender wants in memory
 * @param maxObjects in one envelope
 * @param patience with a pending status, per envelope; zero to ask once only
 */
public record SubmitOptions(long maxEnvelopeBytes, int maxObjects, Duration patience) {
    private static final long OWN_BOUND = 8L << 20;
    private static final int SMALLEST = 1_024;

    /** At most 8 MiB and 1,000 objects at a time, five minutes' patience. */
    public static SubmitOptions standard() {
        return new SubmitOptions(OWN_BOUND, 1_000, Duration.ofMinutes(5));
    }

    /** These, within what an API root says that it takes. */
    public SubmitOptions within(long maxContentLength) {
        return new SubmitOptions(
                Math.max(SMALLEST, Math.min(maxEnvelopeBytes, maxContentLength)), maxObjects, patience);
    }

    /** @throws IllegalArgumentException if the bounds leave no room */
    public SubmitOptions {
        if (maxEnvelopeBytes < SMALLEST || maxEnvelopeBytes > Integer.MAX_VALUE - 64 || maxObjects < 1) {
            throw new IllegalArgumentException("an envelope has room for 1 KiB to 2 GiB and at least one object");
        }
    }
}
