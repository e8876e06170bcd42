package io.tidings.stix.validate;

/** How the text puts the rule that a finding names; from the mildest up. */
public enum Severity {
    /** Advice: legal, but worth knowing. */
    NOTE,
    /** A SHOULD is not followed. */
    WARNING,
    /** A MUST is broken. */
    ERROR
}
