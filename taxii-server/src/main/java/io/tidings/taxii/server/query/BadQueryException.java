package io.tidings.taxii.server.query;

/** A query string that is answered with 400 (TAXII 2.1 §3.4, T-042); the message goes to the requester. */
public final class BadQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadQueryException(String message) {
        super(message);
    }
}
