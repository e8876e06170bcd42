package io.tidings.stix.pattern.regex;

/** An expression that cannot be used: malformed, or with a construct that is not supported. */
public final class RegexException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;
    private final boolean unsupported;

    RegexException(String message, int position, boolean unsupported) {
        super(message + " (at character " + (position + 1) + " of the expression)");
        this.position = position;
        this.unsupported = unsupported;
    }

    /** In the expression, in UTF-16 units from 0. */
    public int position() {
        return position;
    }

    /** Whether PCRE knows the construct, so that the expression is valid but cannot be evaluated here. */
    public boolean isUnsupported() {
        return unsupported;
    }
}
