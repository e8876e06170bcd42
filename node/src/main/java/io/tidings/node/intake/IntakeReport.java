package io.tidings.node.intake;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of everything in one delivery.
 *
 * @param verdicts one an object, in the order sent; empty where there were more than {@link #MOST_VERDICTS}, since a
 *     list is complete or absent
 */
public record IntakeReport(
        int total, int stored, int alreadyHeld, int claimed, int quarantined, int refused, List<Verdict> verdicts) {
    /** Beyond this many objects only the counts are kept. */
    public static final int MOST_VERDICTS = 10_000;

    public IntakeReport {
        verdicts = List.copyOf(verdicts);
    }

    public int successes() {
        return stored + alreadyHeld;
    }

    public int failures() {
        return claimed + quarantined + refused;
    }

    /** Collects verdicts; for one thread. */
    static final class Builder {
        private final List<Verdict> verdicts = new ArrayList<>();
        private int total;
        private int stored;
        private int alreadyHeld;
        private int claimed;
        private int quarantined;
        private int refused;

        void add(Verdict verdict) {
            total++;
            if (verdict instanceof Verdict.Stored) {
                stored++;
            } else if (verdict instanceof Verdict.AlreadyHeld) {
                alreadyHeld++;
            } else if (verdict instanceof Verdict.Claimed) {
                claimed++;
            } else if (verdict instanceof Verdict.Quarantined) {
                quarantined++;
            } else {
                refused++;
            }
            if (total <= MOST_VERDICTS) {
                verdicts.add(verdict);
            } else {
                verdicts.clear();
            }
        }

        IntakeReport build() {
            return new IntakeReport(total, stored, alreadyHeld, claimed, quarantined, refused, verdicts);
        }
    }
}
