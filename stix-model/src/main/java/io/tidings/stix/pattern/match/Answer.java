package io.tidings.stix.pattern.match;

/** Whether a pattern holds for a set of observations. */
public enum Answer {
    MATCH,
    NO_MATCH,
    /**
     * Not found out: the bound on work was reached, or an expression after {@code MATCHES} uses what is not supported
     * and everything else left it open. Never said where the rest of the pattern decides.
     */
    UNDECIDED
}
