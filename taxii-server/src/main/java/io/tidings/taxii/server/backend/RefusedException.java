package io.tidings.taxii.server.backend;

import java.time.Duration;
import java.util.Optional;

/** A request that is answered with an error. Title and description go to the requester as they are. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final String title;
    private final transient Optional<Duration> retryAfter;

    public RefusedException(int httpStatus, String title, String description, Optional<Duration> retryAfter) {
        super(description);
        this.httpStatus = httpStatus;
        this.title = title;
        this.retryAfter = retryAfter;
    }

    /** 404: there is no such thing, or none that the requester may know of; the two read the same (I-5). */
    public static RefusedException notFound() {
        return new RefusedException(
                404, "Not found", "There is nothing here, or nothing you have access to.", Optional.empty());
    }

    /** 403: visible, but not allowed. */
    public static RefusedException forbidden(String description) {
        return new RefusedException(403, "Forbidden", description, Optional.empty());
    }

    /** 413: a request body beyond {@code max_content_length}, which the answer names. */
    public static RefusedException contentTooLarge(long maxContentLength) {
        return new RefusedException(
                413, "Content too large", "max_content_length is " + maxContentLength + ".", Optional.empty());
    }

    /** 429 with {@code Retry-After}: over a quota. */
    public static RefusedException tooMany(String description, Duration retryAfter) {
        return new RefusedException(429, "Too many requests", description, Optional.of(retryAfter));
    }

    /** 503 with {@code Retry-After}: the server is full or stopping; the same request may succeed later. */
    public static RefusedException unavailable(String description, Duration retryAfter) {
        return new RefusedException(503, "Service unavailable", description, Optional.of(retryAfter));
    }

    public int httpStatus() {
        return httpStatus;
    }

    public String title() {
        return title;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
