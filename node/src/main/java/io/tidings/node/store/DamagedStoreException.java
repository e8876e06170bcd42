package io.tidings.node.store;

/** The database's file is not as the database wrote it. Trying again changes nothing. */
public final class DamagedStoreException extends StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    DamagedStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
