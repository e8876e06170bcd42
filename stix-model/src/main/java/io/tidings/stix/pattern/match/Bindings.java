package io.tidings.stix.pattern.match;

import io.tidings.stix.pattern.match.Scope.After;
import io.tidings.stix.pattern.match.Scope.Everything;
import io.tidings.stix.pattern.match.Scope.Inside;
import io.tidings.stix.pattern.match.Scope.Window;
import java.util.Arrays;

/**
 * The sightings bound so far, each with the times that are still possible for it. Constraints are differences of
 * times ("not before", "no further apart than"), so the earliest times that meet all of them, if they lie inside
 * the sightings' spans, are themselves a solution; they are kept up to date with every binding.
 */
final class Bindings {
    /** More are not looked for at once: each takes a few frames of the stack. */
    static final int MOST = 500;

    private final Sightings sightings;
    private final Evaluation evaluation;
    private final long[] free;
    private final long[] earliest = new long[MOST];
    private final long[] latest = new long[MOST];
    private final Scope[] scopes = new Scope[MOST];
    private int size;

    Bindings(Sightings sightings, Evaluation evaluation) {
        this.sightings = sightings;
        this.evaluation = evaluation;
        this.free = new long[sightings.size()];
        for (int i = 0; i < free.length; i++) {
            free[i] = sightings.get(i).count();
        }
    }

    int size() {
        return size;
    }

    /** How many observations of a sighting are not bound yet. */
    long free(int sighting) {
        return free[sighting];
    }

    interface Then {
        boolean go();
    }

    /** Binds {@code count} observations of a sighting, sees whether {@code then} comes to a match, and if not takes it back. */
    boolean with(int sighting, long count, Scope scope, Then then) {
        if (size == MOST) {
            return evaluation.undecided();
        }
        long[] before = Arrays.copyOf(earliest, size);
        if (!evaluation.spend(2 + size / 4) || !bind(sighting, scope)) {
            restore(before);
            return false;
        }
        free[sighting] -= count;
        boolean matched = then.go();
        free[sighting] += count;
        restore(before);
        return matched;
    }

    /** After it, no sighting can be bound in {@code scope}: sightings come in the order of their first times. */
    long horizon(Scope innermost) {
        long horizon = Long.MAX_VALUE;
        for (Scope scope = innermost; !(scope instanceof Everything); scope = scope.outer()) {
            if (scope instanceof Inside inside) {
                horizon = Math.min(horizon, inside.stop());
            } else if (scope instanceof Window window) {
                for (int i = window.from(); i < size; i++) {
                    horizon = Math.min(horizon, latest[i] + window.widest());
                }
            }
        }
        return horizon;
    }

    private void restore(long[] before) {
        size = before.length;
        System.arraycopy(before, 0, earliest, 0, size);
    }

    private boolean bind(int sighting, Scope innermost) {
        int added = size++;
        earliest[added] = sightings.get(sighting).first();
        latest[added] = sightings.get(sighting).last();
        scopes[added] = innermost;
        boolean moves = false;
        for (Scope scope = innermost; !(scope instanceof Everything); scope = scope.outer()) {
            if (scope instanceof Inside inside) {
                earliest[added] = Math.max(earliest[added], inside.start());
                latest[added] = Math.min(latest[added], inside.stop());
            }
        }
        if (!push(added)) {
            return false;
        }
        for (Scope scope = innermost; !(scope instanceof Everything) && !moves; scope = scope.outer()) {
            moves = scope instanceof Window window && earliestIn(window, added) < earliest[added] - window.widest();
        }
        return !moves || settle();
    }

    private long earliestIn(Window window, int end) {
        long least = Long.MAX_VALUE;
        for (int i = window.from(); i < end; i++) {
            least = Math.min(least, earliest[i]);
        }
        return least;
    }

    /** Moves times on until all constraints are met; false if some time had to move past its latest. */
    private boolean settle() {
        boolean moved = true;
        while (moved) {
            moved = false;
            if (!evaluation.spend((long) size * size)) {
                return false;
            }
            for (int i = 0; i < size; i++) {
                long before = earliest[i];
                if (!push(i)) {
                    return false;
                }
                moved |= earliest[i] != before;
            }
        }
        return true;
    }

    /** Moves one time on as far as the others demand; false if that is past its latest. */
    private boolean push(int index) {
        long time = earliest[index];
        for (Scope scope = scopes[index]; !(scope instanceof Everything); scope = scope.outer()) {
            if (scope instanceof After after) {
                for (int i = after.from(); i < after.to(); i++) {
                    time = Math.max(time, earliest[i]);
                }
            } else if (scope instanceof Window window) {
                for (int i = window.from(); i < size && scopes[i].has(window); i++) {
                    time = Math.max(time, earliest[i] - window.widest());
                }
            }
        }
        earliest[index] = time;
        return time <= latest[index];
    }
}
