package io.tidings.stix.pattern.extract;

import io.tidings.stix.pattern.extract.PlainIndicator.Relation;
import io.tidings.stix.pattern.extract.PlainIndicator.Role;
import io.tidings.stix.pattern.syntax.ComparisonExpression;
import io.tidings.stix.pattern.syntax.ComparisonExpression.Test;
import io.tidings.stix.pattern.syntax.ComparisonOperator;
import io.tidings.stix.pattern.syntax.Constant;
import io.tidings.stix.pattern.syntax.Junction;
import io.tidings.stix.pattern.syntax.ObservationExpression;
import io.tidings.stix.pattern.syntax.Qualifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the plain indicators of a pattern; one instance for one pattern. */
public final class Extractor {
    private final List<PlainIndicator> indicators = new ArrayList<>();
    private int observation;

    private Extractor() {}

    /** In the order of the text; a value that occurs twice is listed twice. */
    public static List<PlainIndicator> extract(ObservationExpression root) {
        Extractor extractor = new Extractor();
        extractor.observation(root, true, false);
        return List.copyOf(extractor.indicators);
    }

    /** @param alone whether the expression's truth makes the whole pattern's */
    private void observation(ObservationExpression expression, boolean alone, boolean qualified) {
        expression
                .<Runnable>fold(
                        single -> () -> {
                            comparison(single.comparison(), alone, qualified);
                            observation++;
                        },
                        joined -> () -> {
                            boolean any = joined.junction() == Junction.OR;
                            joined.operands().forEach(operand -> observation(operand, alone && any, qualified));
                        },
                        inner -> () -> observation(inner.operand(), alone, qualified || narrows(inner.qualifier())))
                .run();
    }

    private static boolean narrows(Qualifier qualifier) {
        return !(qualifier instanceof Qualifier.Repeats repeats) || repeats.times() != 1;
    }

    private void comparison(ComparisonExpression expression, boolean alone, boolean qualified) {
        expression
                .<Runnable>fold(test -> () -> test(test, alone, qualified), exists -> () -> {}, joined -> () -> {
                    boolean any = joined.junction() == Junction.OR;
                    joined.operands().forEach(operand -> comparison(operand, alone && any, qualified));
                })
                .run();
    }

    private void test(Test test, boolean alone, boolean qualified) {
        Optional<Relation> relation = relation(test);
        if (relation.isEmpty()) {
            return;
        }
        boolean negated = test.negated() != (test.operator() == ComparisonOperator.NOT_EQUAL);
        Role role = negated ? Role.NEGATED : alone ? Role.ALONE : Role.WITH_OTHERS;
        for (Constant constant : test.constants()) {
            Classifier.classify(test.path(), constant)
                    .map(found -> new PlainIndicator(
                            found.kind(),
                            found.value(),
                            found.key(),
                            found.algorithm(),
                            relation.get(),
                            role,
                            observation,
                            qualified,
                            test.place()))
                    .ifPresent(indicators::add);
        }
    }

    private static Optional<Relation> relation(Test test) {
        return switch (test.operator()) {
            case EQUAL, NOT_EQUAL, IN -> Optional.of(Relation.EQUAL);
            case ISSUBSET -> Optional.of(Relation.INSIDE);
            case ISSUPERSET -> Optional.of(Relation.AROUND);
            // Without wildcards it is an equality.
            case LIKE ->
                test.constant() instanceof Constant.StringConstant string
                                && string.value().indexOf('%') < 0
                                && string.value().indexOf('_') < 0
                        ? Optional.of(Relation.EQUAL)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }
}
