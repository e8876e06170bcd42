package io.tidings.taxii.client.failure;

import java.net.URI;

/** A server that leads its reader nowhere. What was delivered before stands; the last cursor stays good. */
public final class PagingException extends TaxiiClientException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public enum Reason {
        /** {@code more} is true, but neither {@code next} nor {@code X-TAXII-Date-Added-Last} says how to go on. */
        NO_CONTINUATION,
        /** The way to go on leads back to where we were. */
        NO_PROGRESS,
        /** More pages than configured. */
        TOO_MANY_PAGES
    }

    public PagingException(URI url, Reason reason, String detail) {
        super(url, detail, null);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
