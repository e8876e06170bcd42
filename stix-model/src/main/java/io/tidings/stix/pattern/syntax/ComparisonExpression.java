package io.tidings.stix.pattern.syntax;

import java.util.List;
import java.util.function.Function;

/** What stands inside {@code […]} and holds for one object (STIX 2.1 §9.6). */
public sealed interface ComparisonExpression {
    Place place();

    /** The answer of the function for this variant. */
    <R> R fold(Function<Test, R> test, Function<Exists, R> exists, Function<Joined, R> joined);

    /**
     * A property compared with constants.
     *
     * @param constants one, or for {@code IN} any number
     */
    record Test(Place place, ObjectPath path, boolean negated, ComparisonOperator operator, List<Constant> constants)
            implements ComparisonExpression {
        public Test {
            constants = List.copyOf(constants);
        }

        /** The one constant of every operator but {@code IN}. */
        public Constant constant() {
            return constants.get(0);
        }

        @Override
        public <R> R fold(Function<Test, R> test, Function<Exists, R> exists, Function<Joined, R> joined) {
            return test.apply(this);
        }
    }

    /** {@code EXISTS path} or {@code NOT EXISTS path}. */
    record Exists(Place place, boolean negated, ObjectPath path) implements ComparisonExpression {
        @Override
        public <R> R fold(Function<Test, R> test, Function<Exists, R> exists, Function<Joined, R> joined) {
            return exists.apply(this);
        }
    }

    /**
     * @param junction {@code AND} or {@code OR}
     * @param operands in order, at least two
     */
    record Joined(Place place, Junction junction, List<ComparisonExpression> operands) implements ComparisonExpression {
        public Joined {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R fold(Function<Test, R> test, Function<Exists, R> exists, Function<Joined, R> joined) {
            return joined.apply(this);
        }
    }
}
