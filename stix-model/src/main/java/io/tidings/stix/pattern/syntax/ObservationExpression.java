package io.tidings.stix.pattern.syntax;

import java.util.List;
import java.util.function.Function;

/** A pattern or a part of it that holds for a set of observations (STIX 2.1 §9.5). */
public sealed interface ObservationExpression {
    Place place();

    /** The answer of the function for this variant. */
    <R> R fold(Function<Single, R> single, Function<Joined, R> joined, Function<Qualified, R> qualified);

    /** {@code [comparison]}: one observation with one object for which the comparison holds. */
    record Single(Place place, ComparisonExpression comparison) implements ObservationExpression {
        @Override
        public <R> R fold(Function<Single, R> single, Function<Joined, R> joined, Function<Qualified, R> qualified) {
            return single.apply(this);
        }
    }

    /** @param operands in order, at least two */
    record Joined(Place place, Junction junction, List<ObservationExpression> operands)
            implements ObservationExpression {
        public Joined {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R fold(Function<Single, R> single, Function<Joined, R> joined, Function<Qualified, R> qualified) {
            return joined.apply(this);
        }
    }

    /** Several qualifiers one after the other are nested, the first innermost. */
    record Qualified(Place place, ObservationExpression operand, Qualifier qualifier) implements ObservationExpression {
        @Override
        public <R> R fold(Function<Single, R> single, Function<Joined, R> joined, Function<Qualified, R> qualified) {
            return qualified.apply(this);
        }
    }
}
