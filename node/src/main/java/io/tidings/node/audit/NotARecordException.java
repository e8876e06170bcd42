package io.tidings.node.audit;

/** A line that no node wrote. */
final class NotARecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    NotARecordException(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
