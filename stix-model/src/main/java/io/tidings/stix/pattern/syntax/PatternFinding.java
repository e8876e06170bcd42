package io.tidings.stix.pattern.syntax;

import io.tidings.stix.validate.Severity;

/**
 * Something to say about a pattern that could be parsed.
 *
 * @param rule the number in the rules table and the section of STIX 2.1, {@code S-257 (§9.6)}
 * @param message what is wrong
 * @param remedy what would be right
 */
public record PatternFinding(Severity severity, Location location, String rule, String message, String remedy) {
    @Override
    public String toString() {
        return location + ": " + message + "; " + remedy + " [" + rule + "]";
    }
}
