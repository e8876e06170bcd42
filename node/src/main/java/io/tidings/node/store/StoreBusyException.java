package io.tidings.node.store;

/** The queue of writes is full; trying again later is safe. */
public final class StoreBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreBusyException(String message) {
        super(message);
    }
}
