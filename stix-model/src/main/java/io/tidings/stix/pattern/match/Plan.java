package io.tidings.stix.pattern.match;

import java.util.List;

/** An observation expression, compiled. */
sealed interface Plan {
    /**
     * {@code […]}.
     *
     * @param leaf its number in the pattern, from 0
     * @param again whether it stands in something that is repeated, and so competes with itself for observations
     */
    record Seen(int leaf, boolean again) implements Plan {}

    record All(List<Plan> operands) implements Plan {}

    record Any(List<Plan> operands) implements Plan {}

    record InOrder(List<Plan> operands) implements Plan {}

    /** @param count of disjoint bindings; none for 0, which is against the text */
    record Times(Plan operand, long count) implements Plan {}

    /** @param widest distance allowed between the earliest and the latest, in nanoseconds; negative for none */
    record Window(Plan operand, long widest) implements Plan {}

    /** @param between when each has to be */
    record Between(Plan operand, TimeSpan between) implements Plan {}
}
