package io.tidings.stix.pattern.match;

import io.tidings.stix.pattern.syntax.ComparisonExpression;
import io.tidings.stix.pattern.syntax.ComparisonExpression.Exists;
import io.tidings.stix.pattern.syntax.ComparisonExpression.Test;
import io.tidings.stix.pattern.syntax.ComparisonOperator;
import io.tidings.stix.pattern.syntax.Constant;
import io.tidings.stix.pattern.syntax.Junction;
import io.tidings.stix.pattern.syntax.ObjectPath;
import io.tidings.stix.pattern.syntax.ObservationExpression;
import io.tidings.stix.value.JsonBoolean;
import io.tidings.stix.value.JsonNumber;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * Something that an object must show, or else a pattern cannot hold.
 *
 * @param path that must select something; of a {@code NOT EXISTS} only its type counts
 * @param value that it must select; empty for any
 */
record Trigger(ObjectPath path, boolean pathCounts, Optional<Object> value) {
    private static final long EQUALITY = 1;
    private static final long PRESENCE = 1_000;
    private static final long TYPE = 1_000_000;

    /** Triggers of which at least one fires whenever the pattern holds; as telling as can be had. */
    static List<Trigger> of(ObservationExpression expression) {
        return expression.fold(
                single -> of(single.comparison()),
                joined -> joined(
                        joined.junction(),
                        joined.operands().stream().map(Trigger::of).toList()),
                qualified -> of(qualified.operand()));
    }

    private static List<Trigger> of(ComparisonExpression expression) {
        return expression.fold(
                Trigger::ofTest,
                Trigger::ofExists,
                joined -> joined(
                        joined.junction(),
                        joined.operands().stream().map(Trigger::of).toList()));
    }

    private static List<Trigger> joined(Junction junction, List<List<Trigger>> operands) {
        if (junction == Junction.OR) {
            return operands.stream().flatMap(List::stream).toList();
        }
        List<Trigger> best = operands.get(0);
        for (List<Trigger> operand : operands) {
            best = weight(operand) < weight(best) ? operand : best;
        }
        return best;
    }

    private static long weight(List<Trigger> triggers) {
        return triggers.stream()
                .mapToLong(trigger ->
                        !trigger.pathCounts() ? TYPE : trigger.value().isPresent() ? EQUALITY : PRESENCE)
                .sum();
    }

    private static List<Trigger> ofExists(Exists exists) {
        return List.of(new Trigger(exists.path(), !exists.negated(), Optional.empty()));
    }

    private static List<Trigger> ofTest(Test test) {
        boolean equality = !test.negated()
                && (test.operator() == ComparisonOperator.EQUAL || test.operator() == ComparisonOperator.IN)
                && Native.of(test.path()) == Native.TEXT
                && test.constants().stream().allMatch(constant -> key(constant).isPresent());
        return equality
                ? test.constants().stream()
                        .map(constant -> new Trigger(test.path(), true, key(constant)))
                        .toList()
                : List.of(new Trigger(test.path(), true, Optional.empty()));
    }

    /** Equal for all constants and values that are equal; empty for those that are compared in other ways. */
    private static Optional<Object> key(Constant constant) {
        if (constant instanceof Constant.StringConstant string) {
            return Optional.of(string.value());
        }
        if (constant instanceof Constant.IntegerConstant integer) {
            return Optional.of(key((double) integer.value()));
        }
        if (constant instanceof Constant.FloatConstant real) {
            return Optional.of(key(real.value()));
        }
        return constant instanceof Constant.BooleanConstant flag ? Optional.of(flag.value()) : Optional.empty();
    }

    /** The key of a value, as of a constant that equals it. */
    static Optional<Object> key(JsonValue value) {
        if (value instanceof JsonString string) {
            return Optional.of(string.text());
        }
        if (value instanceof JsonNumber number) {
            return Optional.of(key(Double.parseDouble(number.text())));
        }
        return value instanceof JsonBoolean flag ? Optional.of(flag.value()) : Optional.empty();
    }

    private static Double key(double number) {
        return number == 0 ? 0.0 : number; // -0.0 equals 0.0
    }
}
