package io.tidings.stix.pattern.match;

import io.tidings.stix.time.StixTimestamp;
import java.time.Duration;
import java.time.Instant;

/** From {@code start}, which counts, to {@code stop}, which does not. */
record TimeSpan(StixTimestamp start, StixTimestamp stop) {
    /** About 73 years, in nanoseconds: times further from the first observation than this are taken for that far. */
    static final long FAR = 1L << 61;

    long startSince(Instant base) {
        return since(base, start);
    }

    long stopSince(Instant base) {
        return since(base, stop);
    }

    /** Nanoseconds from {@code base} to {@code time}, at most {@link #FAR} either way. */
    static long since(Instant base, StixTimestamp time) {
        Duration distance = Duration.between(base, time.toInstant());
        if (Math.abs(distance.toSeconds()) >= FAR / 1_000_000_000) {
            return distance.isNegative() ? -FAR : FAR;
        }
        return distance.toNanos();
    }
}
