package io.tidings.node.audit;

/** Something could not be recorded, for instance because the disk is full; what was to be recorded was not done. */
public final class AuditUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AuditUnavailableException(String message) {
        super(message);
    }

    AuditUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
