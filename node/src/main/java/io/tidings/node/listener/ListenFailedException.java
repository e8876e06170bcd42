package io.tidings.node.listener;

/** A listener could not be started, for example because its port is taken; the message says what to do. */
public final class ListenFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListenFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
