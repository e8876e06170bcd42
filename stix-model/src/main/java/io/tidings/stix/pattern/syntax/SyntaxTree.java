package io.tidings.stix.pattern.syntax;

import java.util.List;

/**
 * A parsed pattern.
 *
 * @param departures what published tools accept although the text does not grant it, such as {@code ==} or a
 *     comment, in the order of the text; empty for a pattern whose form the text allows
 */
public record SyntaxTree(ObservationExpression root, List<PatternFinding> departures) {
    public SyntaxTree {
        departures = List.copyOf(departures);
    }
}
