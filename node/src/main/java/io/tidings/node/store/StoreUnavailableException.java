package io.tidings.node.store;

/** The database cannot be reached or its disk is full; trying again is safe. */
public sealed class StoreUnavailableException extends RuntimeException
        permits DamagedStoreException, MissingStoreException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
