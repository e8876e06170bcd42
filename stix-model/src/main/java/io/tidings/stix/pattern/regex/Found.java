package io.tidings.stix.pattern.regex;

/** The answer of a search. */
public enum Found {
    YES,
    NO,
    /** The bound on its work was reached first. */
    GAVE_UP
}
