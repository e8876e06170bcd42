package io.tidings.node.operations;

/** An operator's call that cannot be carried out. The message says what was wrong and what to do. */
public final class OperationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What went wrong, by what the caller can do about it. */
    public enum Kind {
        /** The call names something that is not there. */
        NOT_FOUND,
        /** The call's own words are wrong. */
        INVALID,
        /** It conflicts with what is there. */
        CONFLICT,
        /** The node or a peer cannot do it now; later it may. */
        UNAVAILABLE
    }

    public OperationException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
