package io.tidings.stix.pattern;

import io.tidings.stix.pattern.syntax.ComparisonExpression;
import io.tidings.stix.pattern.syntax.Junction;
import io.tidings.stix.pattern.syntax.Locations;
import io.tidings.stix.pattern.syntax.ObservationExpression;
import io.tidings.stix.pattern.syntax.PatternPrinter;
import io.tidings.stix.pattern.syntax.Place;
import io.tidings.stix.pattern.syntax.Qualifier;
import java.util.List;
import java.util.stream.Collectors;

/** Says what a pattern means; one instance for one pattern. */
final class Explainer {
    private final Locations locations;

    private Explainer(String text) {
        this.locations = new Locations(text);
    }

    static Explanation explain(String text, ObservationExpression root) {
        return new Explainer(text).observation(root);
    }

    private Explanation observation(ObservationExpression expression) {
        return expression.fold(
                single -> say(
                        "one observation holds an object for which",
                        single.place(),
                        List.of(comparison(single.comparison()))),
                joined -> say(
                        switch (joined.junction()) {
                            case AND -> "all of these were observed, each in an observation of its own";
                            case OR -> "at least one of these was observed";
                            case FOLLOWEDBY -> "these were observed in this order, each not before the one above";
                        },
                        joined.place(),
                        joined.operands().stream().map(this::observation).toList()),
                qualified -> say(
                        qualifier(qualified.qualifier()),
                        qualified.place(),
                        List.of(observation(qualified.operand()))));
    }

    private static String qualifier(Qualifier qualifier) {
        if (qualifier instanceof Qualifier.Within within) {
            return "less than " + within.seconds().toPlainString() + " seconds lie between the first and the last of";
        }
        if (qualifier instanceof Qualifier.Repeats repeats) {
            return repeats.times() + " times, in different observations";
        }
        Qualifier.StartStop span = (Qualifier.StartStop) qualifier;
        return "observed from " + span.start().text() + " to before "
                + span.stop().text();
    }

    private Explanation comparison(ComparisonExpression expression) {
        return expression.fold(
                test -> say(test(test), test.place(), List.of()),
                exists -> say(
                        exists.path() + (exists.negated() ? " is absent" : " is present"), exists.place(), List.of()),
                joined -> say(
                        joined.junction() == Junction.AND
                                ? "all of these hold for the same object"
                                : "at least one of these holds",
                        joined.place(),
                        joined.operands().stream().map(this::comparison).toList()));
    }

    private static String test(ComparisonExpression.Test test) {
        String constants = test.constants().stream().map(PatternPrinter::print).collect(Collectors.joining(", "));
        String words = switch (test.operator()) {
            case EQUAL -> test.negated() ? "does not equal " : "equals ";
            case NOT_EQUAL -> test.negated() ? "does not differ from " : "differs from ";
            case LESS -> test.negated() ? "is not less than " : "is less than ";
            case GREATER -> test.negated() ? "is not greater than " : "is greater than ";
            case LESS_OR_EQUAL -> test.negated() ? "is not at most " : "is at most ";
            case GREATER_OR_EQUAL -> test.negated() ? "is not at least " : "is at least ";
            case IN -> test.negated() ? "is none of " : "is one of ";
            case LIKE -> test.negated() ? "does not fit the wildcards " : "fits, as a whole, the wildcards ";
            case MATCHES ->
                test.negated()
                        ? "holds no match of the regular expression "
                        : "holds a match of the regular expression ";
            case ISSUBSET -> test.negated() ? "does not lie inside " : "lies inside ";
            case ISSUPERSET -> test.negated() ? "does not contain " : "contains ";
        };
        return test.path() + " " + words + constants;
    }

    private Explanation say(String statement, Place place, List<Explanation> parts) {
        return new Explanation(statement, locations.of(place.start()), parts);
    }
}
