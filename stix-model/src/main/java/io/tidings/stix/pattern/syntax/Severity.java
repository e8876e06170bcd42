package io.tidings.stix.pattern.syntax;

/** How much a finding weighs. */
public enum Severity {
    /** Against a MUST: another implementation may refuse the pattern, or it can never match as it stands. */
    ERROR,
    /** Against a SHOULD, or very likely not what was meant. */
    WARNING,
    /** Worth knowing. */
    NOTE
}
