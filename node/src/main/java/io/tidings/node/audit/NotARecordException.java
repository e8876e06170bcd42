package io.tidings.node.audit;

/** A line that no node wrote. */
final class NotARecordException extends Exception {
    private static final long serialVersionUID = 1L;

    NotARecordException(String message) {
        super(message);
    }
}
