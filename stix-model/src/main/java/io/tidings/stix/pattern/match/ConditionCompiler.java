package io.tidings.stix.pattern.match;

import io.tidings.stix.pattern.address.IpNetwork;
import io.tidings.stix.pattern.match.PathWalk.Question;
import io.tidings.stix.pattern.regex.Regex;
import io.tidings.stix.pattern.regex.RegexException;
import io.tidings.stix.pattern.syntax.ComparisonExpression;
import io.tidings.stix.pattern.syntax.ComparisonExpression.Exists;
import io.tidings.stix.pattern.syntax.ComparisonExpression.Joined;
import io.tidings.stix.pattern.syntax.ComparisonExpression.Test;
import io.tidings.stix.pattern.syntax.ComparisonOperator;
import io.tidings.stix.pattern.syntax.Constant;
import io.tidings.stix.pattern.syntax.Junction;
import io.tidings.stix.pattern.syntax.ObjectPath;
import io.tidings.stix.pattern.types.PathResolver;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.table.PropertyType.Kind;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns what stands inside brackets into conditions; used for one pattern. */
final class ConditionCompiler {
    private boolean invalid;

    /** Whether a constant was met that is none, so that the whole pattern matches nothing (STIX 2.1 §9.2). */
    boolean isInvalid() {
        return invalid;
    }

    void noteInvalid() {
        invalid = true;
    }

    Condition compile(ComparisonExpression expression) {
        return expression.fold(this::test, ConditionCompiler::exists, this::joined);
    }

    private Condition joined(Joined joined) {
        Condition[] operands = joined.operands().stream().map(this::compile).toArray(Condition[]::new);
        boolean any = joined.junction() == Junction.OR;
        return (root, evaluation) -> {
            for (Condition operand : operands) {
                if (operand.holds(root, evaluation) == any) {
                    return any;
                }
            }
            return !any;
        };
    }

    private static Condition exists(Exists exists) {
        PathWalk walk = new PathWalk(exists.path());
        if (!exists.negated()) {
            return (root, evaluation) -> walk.any(root, (value, e) -> true, evaluation);
        }
        Optional<JsonString> type = Optional.of(new JsonString(exists.path().objectType()));
        return (root, evaluation) -> root.get("type").equals(type)
                && !walk.any(root, (value, e) -> true, evaluation)
                && !evaluation.steps().isSpent();
    }

    private Condition test(Test test) {
        PathWalk walk = new PathWalk(test.path());
        Question question = question(test);
        return (root, evaluation) -> walk.any(root, question, evaluation);
    }

    private Question question(Test test) {
        for (Constant constant : test.constants()) {
            if (constant instanceof Constant.TimestampConstant time
                    && time.instant().isEmpty()) {
                invalid = true;
            }
        }
        boolean negated = test.negated();
        return switch (test.operator()) {
            case LIKE -> like(text(test), Native.of(test.path()), negated);
            case MATCHES -> matches(text(test), Native.of(test.path()), negated);
            case ISSUBSET, ISSUPERSET -> network(test);
            case IN -> in(test);
            default -> compared(test);
        };
    }

    private static String text(Test test) {
        return ((Constant.StringConstant) test.constant()).value();
    }

    private static Question compared(Test test) {
        Comparand comparand = comparand(test, test.constant());
        boolean negated = test.negated();
        return switch (test.operator()) {
            case EQUAL -> (value, e) -> (comparand.compare(value) == 0) != negated;
            case NOT_EQUAL -> (value, e) -> (comparand.compare(value) != 0) != negated;
            case LESS -> (value, e) -> (comparand.compare(value) == -1) != negated;
            case GREATER -> (value, e) -> (comparand.compare(value) == 1) != negated;
            case LESS_OR_EQUAL -> (value, e) -> isOneOf(comparand.compare(value), -1) != negated;
            default -> (value, e) -> isOneOf(comparand.compare(value), 1) != negated;
        };
    }

    private static boolean isOneOf(int order, int wanted) {
        return order == 0 || order == wanted;
    }

    private static Comparand comparand(Test test, Constant constant) {
        return Comparand.of(constant, Native.of(test.path()), kind(test.path()));
    }

    private static Optional<Kind> kind(ObjectPath path) {
        return PathResolver.resolve(ObjectTables.standard(), path).kind();
    }

    private static Question in(Test test) {
        Comparand[] members = test.constants().stream()
                .map(constant -> comparand(test, constant))
                .toArray(Comparand[]::new);
        boolean negated = test.negated();
        return (value, evaluation) -> {
            for (Comparand member : members) {
                if (member.compare(value) == 0) {
                    return !negated;
                }
            }
            return evaluation.spend(members.length) && negated;
        };
    }

    private static Question like(String wildcards, Native property, boolean negated) {
        Optional<String> normalized = Texts.normalized(wildcards);
        return (value, evaluation) -> {
            Subject subject = Subject.of(value, property);
            if (!subject.comparable()) {
                return negated;
            }
            if (subject.text().isEmpty() || normalized.isEmpty()) {
                return evaluation.undecided();
            }
            return evaluation.decide(Texts.like(subject.text().get(), normalized.get(), evaluation.steps()), negated);
        };
    }

    private Question matches(String expression, Native property, boolean negated) {
        Regex regex;
        try {
            regex = property == Native.TEXT ? Regex.ofText(expression) : Regex.ofBytes(expression);
        } catch (RegexException unusable) {
            invalid |= !unusable.isUnsupported();
            return (value, evaluation) -> evaluation.undecided();
        }
        return (value, evaluation) -> {
            Subject subject = Subject.of(value, property);
            if (!subject.comparable()) {
                return negated;
            }
            return subject.text().isEmpty()
                    ? evaluation.undecided()
                    : evaluation.decide(regex.find(subject.text().get(), evaluation.steps()), negated);
        };
    }

    /**
     * A value as LIKE and MATCHES see it: text normalised, or bytes as characters below U+0100.
     *
     * @param text empty for a value of another type, and where normalising would cost too much
     */
    private record Subject(boolean comparable, Optional<String> text) {
        static Subject of(JsonValue value, Native property) {
            if (property == Native.TEXT) {
                return value instanceof JsonString string
                        ? new Subject(true, Texts.normalized(string.text()))
                        : new Subject(false, Optional.empty());
            }
            Optional<String> text = property.bytes(value).map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
            return new Subject(text.isPresent(), text);
        }
    }

    private static Question network(Test test) {
        Optional<IpNetwork> constant = IpNetwork.parse(text(test));
        boolean inside = test.operator() == ComparisonOperator.ISSUBSET;
        boolean negated = test.negated();
        return (value, evaluation) -> {
            boolean holds = constant.isPresent()
                    && value instanceof JsonString string
                    && IpNetwork.parse(string.text())
                            .map(network ->
                                    inside ? constant.get().contains(network) : network.contains(constant.get()))
                            .orElse(false);
            return holds != negated;
        };
    }
}
