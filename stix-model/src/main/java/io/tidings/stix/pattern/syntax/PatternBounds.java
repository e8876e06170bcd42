package io.tidings.stix.pattern.syntax;

/**
 * How much a pattern may ask of its parser; a pattern past any of these is refused.
 *
 * @param maxLength in UTF-16 units
 * @param maxDepth of parentheses inside each other
 * @param maxTests comparisons, members of {@code IN} sets and steps of paths, all together
 * @param maxObservations {@code […]} in the whole pattern
 */
public record PatternBounds(int maxLength, int maxDepth, int maxTests, int maxObservations) {
    /** Deeper, and parser, printer and matcher would need more stack than a worker thread surely has. */
    private static final int DEEPEST = 256;

    /** 1 Mi units, 64 levels, 200,000 parts, 4,096 observation expressions. */
    public static PatternBounds standard() {
        return new PatternBounds(1 << 20, 64, 200_000, 4_096);
    }

    /** @throws IllegalArgumentException if a bound is not positive, or a depth beyond 256 */
    public PatternBounds {
        if (maxLength < 1 || maxDepth < 1 || maxTests < 1 || maxObservations < 1 || maxDepth > DEEPEST) {
            throw new IllegalArgumentException(
                    "a bound on patterns must be positive, the depth at most " + DEEPEST + ": " + maxDepth);
        }
    }
}
