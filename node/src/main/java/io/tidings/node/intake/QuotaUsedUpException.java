package io.tidings.node.intake;

import java.time.Duration;

/** The day's number of objects from a source is used up; nothing of the batch was taken. */
public final class QuotaUsedUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    QuotaUsedUpException(String source, long perDay, Duration retryAfter) {
        super("the agreement's " + perDay + " objects a day from " + source + " are used up; the next are taken in "
                + Math.max(1, retryAfter.toMinutes()) + " min");
        this.retryAfter = retryAfter;
    }

    /** How long to wait. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
