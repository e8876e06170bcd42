package io.tidings.stix.pattern.match;

import java.util.List;

/**
 * Which patterns of a set hold.
 *
 * @param matched in the order in which they were added
 * @param undecided of which it was not found out, see {@link Answer#UNDECIDED}
 */
public record Matches<K>(List<K> matched, List<K> undecided) {
    public Matches {
        matched = List.copyOf(matched);
        undecided = List.copyOf(undecided);
    }
}
