package io.tidings.stix.pattern.match;

import io.tidings.stix.pattern.match.Bindings.Then;
import io.tidings.stix.pattern.match.Plan.All;
import io.tidings.stix.pattern.match.Plan.Any;
import io.tidings.stix.pattern.match.Plan.Between;
import io.tidings.stix.pattern.match.Plan.InOrder;
import io.tidings.stix.pattern.match.Plan.Seen;
import io.tidings.stix.pattern.match.Plan.Times;
import io.tidings.stix.pattern.match.Plan.Window;
import io.tidings.stix.pattern.match.Sightings.Sighting;
import java.util.List;

/**
 * Looks for distinct observations, one for each {@code […]}, whose times meet a pattern's operators and qualifiers
 * (STIX 2.1 §9.5), earliest first, and stops at the first success. Most patterns that cannot match are found out
 * beforehand, by asking how early each part could be complete if observations were not used up.
 */
final class Solver {
    private static final long NEVER = Long.MAX_VALUE;

    private final Sightings sightings;
    private final Evaluation evaluation;
    private final Bindings bindings;

    Solver(Sightings sightings, Evaluation evaluation) {
        this.sightings = sightings;
        this.evaluation = evaluation;
        this.bindings = new Bindings(sightings, evaluation);
    }

    boolean holds(Plan plan) {
        if (plan instanceof Any any) {
            return any.operands().stream().anyMatch(this::holds);
        }
        return earliestEnd(plan, -TimeSpan.FAR) != NEVER && solve(plan, new Scope.Everything(), () -> true);
    }

    /** A time before which the plan cannot be complete if it begins no earlier than {@code from}; NEVER if it cannot. */
    private long earliestEnd(Plan plan, long from) {
        if (plan instanceof Seen seen) {
            return earliestEnd(seen, 1, from);
        }
        if (plan instanceof Times times) {
            return times.count() == 0
                    ? NEVER
                    : times.operand() instanceof Seen seen
                            ? earliestEnd(seen, times.count(), from)
                            : earliestEnd(times.operand(), from);
        }
        if (plan instanceof All all) {
            return all.operands().stream()
                    .mapToLong(operand -> earliestEnd(operand, from))
                    .max()
                    .orElse(NEVER);
        }
        if (plan instanceof Any any) {
            return any.operands().stream()
                    .mapToLong(operand -> earliestEnd(operand, from))
                    .min()
                    .orElse(NEVER);
        }
        if (plan instanceof InOrder inOrder) {
            return earliestEnd(inOrder, from);
        }
        if (plan instanceof Window window) {
            return window.widest() < 0 ? NEVER : earliestEnd(window.operand(), from);
        }
        Between between = (Between) plan;
        long start = Math.max(from, between.between().startSince(sightings.base()));
        long end = earliestEnd(between.operand(), start);
        return end < between.between().stopSince(sightings.base()) ? end : NEVER;
    }

    private long earliestEnd(InOrder inOrder, long from) {
        long end = from;
        for (Plan operand : inOrder.operands()) {
            end = earliestEnd(operand, end);
            if (end == NEVER) {
                return NEVER;
            }
        }
        return end;
    }

    private long earliestEnd(Seen seen, long count, long from) {
        long missing = count;
        for (int index : sightings.of(seen.leaf())) {
            Sighting sighting = sightings.get(index);
            if (sighting.last() >= from) {
                missing -= Math.min(missing, sighting.count());
                if (missing == 0) {
                    // Sightings come by first time, so this is the latest of the first ones that are enough.
                    return Math.max(from, sighting.first());
                }
            }
        }
        return NEVER;
    }

    private boolean solve(Plan plan, Scope scope, Then then) {
        if (evaluation.steps().isSpent()) {
            return false;
        }
        if (plan instanceof Seen seen) {
            return pick(seen, 1, 0, scope, then);
        }
        if (plan instanceof Times times) {
            return times.operand() instanceof Seen seen && times.count() > 0
                    ? pick(seen, times.count(), 0, scope, then)
                    : repeat(times.operand(), times.count(), scope, then);
        }
        if (plan instanceof All all) {
            return all(all.operands(), 0, scope, then);
        }
        if (plan instanceof Any any) {
            for (Plan operand : any.operands()) {
                if (solve(operand, scope, then)) {
                    return true;
                }
            }
            return false;
        }
        if (plan instanceof InOrder inOrder) {
            return inOrder(inOrder.operands(), 0, bindings.size(), scope, then);
        }
        if (plan instanceof Window window) {
            return window.widest() >= 0
                    && solve(window.operand(), new Scope.Window(scope, bindings.size(), window.widest()), then);
        }
        Between between = (Between) plan;
        long start = between.between().startSince(sightings.base());
        long stop = between.between().stopSince(sightings.base()) - 1;
        return start <= stop && solve(between.operand(), new Scope.Inside(scope, start, stop), then);
    }

    private boolean all(List<Plan> operands, int at, Scope scope, Then then) {
        return at == operands.size()
                ? then.go()
                : solve(operands.get(at), scope, () -> all(operands, at + 1, scope, then));
    }

    private boolean inOrder(List<Plan> operands, int at, int first, Scope scope, Then then) {
        if (at == operands.size()) {
            return then.go();
        }
        Scope after = at == 0 ? scope : new Scope.After(scope, first, bindings.size());
        return solve(operands.get(at), after, () -> inOrder(operands, at + 1, first, scope, then));
    }

    private boolean repeat(Plan operand, long count, Scope scope, Then then) {
        if (count > Bindings.MOST) {
            return evaluation.undecided();
        }
        return count == 1
                ? solve(operand, scope, then)
                : count > 1 && solve(operand, scope, () -> repeat(operand, count - 1, scope, then));
    }

    /** Binds {@code count} observations that make the leaf true, from candidate {@code from} on. */
    private boolean pick(Seen seen, long count, int from, Scope scope, Then then) {
        int[] candidates = sightings.of(seen.leaf());
        long horizon = bindings.horizon(scope);
        long available = available(candidates, from, horizon);
        for (int i = from; i < candidates.length; i++) {
            int candidate = candidates[i];
            if (available < count || sightings.get(candidate).first() > horizon || !evaluation.spend(1)) {
                return false;
            }
            available -= bindings.free(candidate);
            long most = Math.min(count, bindings.free(candidate));
            // Fewer than possible are worth trying only where something else may want the rest.
            boolean contested =
                    seen.again() || sightings.get(candidate).leaves().cardinality() > 1;
            long least = contested ? 1 : most;
            int next = i + 1;
            for (long taken = most; taken >= least && taken > 0; taken--) {
                long missing = count - taken;
                if (bindings.with(
                        candidate,
                        taken,
                        scope,
                        () -> missing == 0 ? then.go() : pick(seen, missing, next, scope, then))) {
                    return true;
                }
                if (evaluation.steps().isSpent()) {
                    return false;
                }
            }
        }
        return false;
    }

    /** How many observations are left to be bound, at most; without asking, subsets that are too small would all be tried. */
    private long available(int[] candidates, int from, long horizon) {
        long available = 0;
        for (int i = from; i < candidates.length && sightings.get(candidates[i]).first() <= horizon; i++) {
            long sum = available + bindings.free(candidates[i]);
            available = sum < 0 ? Long.MAX_VALUE : sum;
        }
        evaluation.spend((candidates.length - from) / 8);
        return available;
    }
}
