package io.tidings.node.store;

/** Content is encrypted and the key to it is not there, or not the right one. The message says which and what to do. */
public final class KeyUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeyUnavailableException(String message) {
        super(message);
    }

    public KeyUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
