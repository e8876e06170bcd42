package io.tidings.node.exchange;

import java.util.Optional;

/** How the last runs ended, fifty at most. Safe from any thread. */
final class RecentRuns {
    private static final int MOST = 50;

    private long failures; // the newest run in the lowest bit; guarded by this, as is the count
    private int count;

    synchronized void add(boolean failed) {
        failures = (failures << 1 | (failed ? 1 : 0)) & (1L << MOST) - 1;
        count = Math.min(MOST, count + 1);
    }

    /** Which part of them failed; empty before the first. */
    synchronized Optional<Double> failed() {
        return count == 0 ? Optional.empty() : Optional.of((double) Long.bitCount(failures) / count);
    }
}
