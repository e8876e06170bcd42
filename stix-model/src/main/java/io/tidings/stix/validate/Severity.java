package io.tidings.stix.validate;

/** How much a finding on an object or a pattern weighs, by how the text puts its rule; from the mildest up. */
public enum Severity {
    /** Advice: legal, but worth knowing. */
    NOTE,
    /** A SHOULD is not followed; or a pattern is legal, but can never match or is very likely not what was meant. */
    WARNING,
    /** A MUST is broken. */
    ERROR
}
