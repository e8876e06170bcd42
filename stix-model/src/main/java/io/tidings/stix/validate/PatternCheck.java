package io.tidings.stix.validate;

import java.util.List;

/** Checks the patterns of indicators with {@code pattern_type} {@code stix}. Has to be safe for several threads. */
public interface PatternCheck {
    /**
     * What is wrong with {@code pattern}; empty if nothing is.
     *
     * <p>Has to bound its own time and memory: the pattern is foreign.
     */
    List<Fault> check(String pattern);

    /** No pattern is looked into. */
    static PatternCheck none() {
        return pattern -> List.of();
    }

    /**
     * A fault of a pattern.
     *
     * @param position in the pattern's characters, from 0
     * @param unparsable whether the pattern is none, so that it matches nothing; else it is one that breaks a rule
     * @param remedy what would be right
     */
    record Fault(int position, boolean unparsable, String problem, String remedy) {}
}
