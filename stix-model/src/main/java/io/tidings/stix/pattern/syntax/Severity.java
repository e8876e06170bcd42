package io.tidings.stix.pattern.syntax;

/** How much a finding weighs. */
public enum Severity {
    /** Against a MUST: another implementation may refuse the pattern. */
    ERROR,
    /** Allowed, but it can never match as it stands, or very likely is not what was meant. */
    WARNING,
    /** Worth knowing. */
    NOTE
}
