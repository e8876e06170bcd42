package io.tidings.stix.scan;

import java.io.IOException;

/**
 * The scanner met what it does not decide: an error, something beyond its bounds, a rare way of writing, or the end of what
 * it may look at. Says nothing of the text's soundness; a general parser has to read it from the beginning.
 */
public final class UnusualJsonException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean incomplete;

    /** For another reason than that the text goes on. */
    public UnusualJsonException() {
        this(false);
    }

    UnusualJsonException(boolean incomplete) {
        super(incomplete ? "the text goes on behind what was given" : "not for the scanner to decide");
        this.incomplete = incomplete;
    }

    /** Whether the scanner had no fault to find before it came to the end of what it was given. */
    public boolean isIncomplete() {
        return incomplete;
    }

    /** Without a trace: it is part of the ordinary way, and nobody sees it. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
