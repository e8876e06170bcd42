package io.tidings.node.api.wire;

/** What came over the wire, or stood in a file, has not the form agreed on. The message says which part. */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }
}
