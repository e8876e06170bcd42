package io.tidings.stix.pattern.match;

import io.tidings.stix.pattern.regex.Steps;
import io.tidings.stix.pattern.syntax.ObservationExpression;
import io.tidings.stix.pattern.syntax.ObservationExpression.Joined;
import io.tidings.stix.pattern.syntax.ObservationExpression.Qualified;
import io.tidings.stix.pattern.syntax.ObservationExpression.Single;
import io.tidings.stix.pattern.syntax.Qualifier;
import io.tidings.stix.pattern.syntax.Qualifier.Repeats;
import io.tidings.stix.pattern.syntax.Qualifier.StartStop;
import io.tidings.stix.pattern.syntax.Qualifier.Within;
import io.tidings.stix.value.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern ready to be matched, at conformance level 3 (STIX 2.1 §12): all operators, qualifiers and comparisons.
 * Compile once, match often; safe for use by several threads.
 */
public final class CompiledPattern {
    /** What a match may cost if nothing else is said, about a tenth of a second of a core. */
    public static final long STANDARD_STEPS = 10_000_000;

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private final Condition[] leaves;
    private final Plan plan;
    private final boolean never;
    private final boolean timeless;

    private CompiledPattern(Condition[] leaves, Plan plan, boolean never) {
        this.leaves = leaves;
        this.plan = plan;
        this.never = never;
        this.timeless = isTimeless(plan);
    }

    /** A pattern with a constant that is none, such as the 30th of February, compiles and matches nothing (§9.2). */
    public static CompiledPattern of(ObservationExpression expression) {
        Compiler compiler = new Compiler();
        Plan plan = compiler.plan(expression);
        return new CompiledPattern(compiler.leaves.toArray(Condition[]::new), plan, compiler.conditions.isInvalid());
    }

    /** Whether the pattern holds for {@code observations}, in any order; at most {@link #STANDARD_STEPS} of work. */
    public Answer match(List<Observation> observations) {
        return match(observations, STANDARD_STEPS);
    }

    /**
     * Whether the pattern holds for {@code observations}, in any order.
     *
     * @param steps the most work to spend; a step is about ten nanoseconds of a core
     */
    public Answer match(List<Observation> observations, long steps) {
        return match(observations, new Steps(steps));
    }

    Answer match(List<Observation> observations, Steps steps) {
        if (never) {
            return Answer.NO_MATCH;
        }
        Evaluation evaluation = new Evaluation(steps);
        if (timeless) {
            return evaluation.answer(isSeen(observations, evaluation));
        }
        Sightings sightings = Sightings.of(leaves, observations, evaluation);
        return evaluation.answer(new Solver(sightings, evaluation).holds(plan));
    }

    private boolean isSeen(List<Observation> observations, Evaluation evaluation) {
        for (Observation observation : observations) {
            evaluation.within(observation.objects());
            for (JsonObject object : observation.objects().values()) {
                for (Condition leaf : leaves) {
                    if (leaf.holds(object, evaluation)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Whether one observation for which one leaf holds is all it takes, as for most patterns. */
    private static boolean isTimeless(Plan plan) {
        return plan instanceof Plan.Seen
                || plan instanceof Plan.Any any && any.operands().stream().allMatch(CompiledPattern::isTimeless);
    }

    private static final class Compiler {
        private final ConditionCompiler conditions = new ConditionCompiler();
        private final List<Condition> leaves = new ArrayList<>();
        private int repeating;

        Plan plan(ObservationExpression expression) {
            return expression.fold(this::single, this::joined, this::qualified);
        }

        private Plan single(Single single) {
            leaves.add(conditions.compile(single.comparison()));
            return new Plan.Seen(leaves.size() - 1, repeating > 0);
        }

        private Plan joined(Joined joined) {
            List<Plan> operands = joined.operands().stream().map(this::plan).toList();
            return switch (joined.junction()) {
                case AND -> new Plan.All(operands);
                case OR -> new Plan.Any(operands);
                case FOLLOWEDBY -> new Plan.InOrder(operands);
            };
        }

        private Plan qualified(Qualified qualified) {
            boolean repeats = qualified.qualifier() instanceof Repeats && !(qualified.operand() instanceof Single);
            repeating += repeats ? 1 : 0;
            Plan operand = plan(qualified.operand());
            repeating -= repeats ? 1 : 0;
            Qualifier qualifier = qualified.qualifier();
            if (qualifier instanceof Repeats repetition) {
                return new Plan.Times(operand, repetition.times());
            }
            if (qualifier instanceof Within within) {
                return new Plan.Window(operand, widest(within.seconds()));
            }
            StartStop startStop = (StartStop) qualifier;
            if (startStop.start().instant().isEmpty()
                    || startStop.stop().instant().isEmpty()) {
                conditions.noteInvalid();
                return operand;
            }
            return new Plan.Between(
                    operand,
                    new TimeSpan(
                            startStop.start().instant().get(),
                            startStop.stop().instant().get()));
        }

        /** The greatest whole number of nanoseconds that is less than {@code seconds} (§9.5.1: smaller, not equal). */
        private static long widest(BigDecimal seconds) {
            BigDecimal nanos = seconds.multiply(NANOS).setScale(0, RoundingMode.CEILING);
            return nanos.min(BigDecimal.valueOf(TimeSpan.FAR)).longValue() - 1;
        }
    }
}
