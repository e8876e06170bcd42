package io.tidings.node.recall;

/** A recall that cannot be issued or decided on; the message says why, and what to do. */
public final class RecallRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    /** What kind of obstacle it is. */
    public enum Why {
        INVALID,
        NOT_FOUND,
        CONFLICT
    }

    RecallRefusedException(Why why, String message) {
        super(message);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
