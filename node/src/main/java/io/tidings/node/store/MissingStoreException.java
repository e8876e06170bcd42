package io.tidings.node.store;

import java.io.FileNotFoundException;
import java.nio.file.Path;

/** There was a database file and it is gone; trying again changes nothing. */
public final class MissingStoreException extends StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    /** @param message what is missing, and what to do */
    public MissingStoreException(String message, Path file) {
        super(message, new FileNotFoundException(file.toString()));
    }
}
