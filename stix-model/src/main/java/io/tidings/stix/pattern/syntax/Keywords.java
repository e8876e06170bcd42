package io.tidings.stix.pattern.syntax;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The words that mean something in a pattern and are therefore no names. */
final class Keywords {
    private static final Set<String> ALL = Set.of(
            "AND",
            "OR",
            "NOT",
            "FOLLOWEDBY",
            "LIKE",
            "MATCHES",
            "ISSUPERSET",
            "ISSUBSET",
            "EXISTS",
            "IN",
            "START",
            "STOP",
            "SECONDS",
            "TIMES",
            "REPEATS",
            "WITHIN",
            "true",
            "false");

    private Keywords() {}

    static boolean contains(String word) {
        return ALL.contains(word);
    }

    /** The keyword that {@code word} is but for its letters' case. */
    static Optional<String> inOtherCase(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        String lower = word.toLowerCase(Locale.ROOT);
        String keyword = ALL.contains(lower) ? lower : upper;
        return ALL.contains(keyword) && !keyword.equals(word) ? Optional.of(keyword) : Optional.empty();
    }
}
