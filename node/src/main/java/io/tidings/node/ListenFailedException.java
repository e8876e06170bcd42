package io.tidings.node;

/** A listener could not be started, for example because its port is taken. */
final class ListenFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListenFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
