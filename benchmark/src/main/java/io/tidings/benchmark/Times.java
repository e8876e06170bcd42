package io.tidings.benchmark;

import java.util.Arrays;

/** Durations of like requests, and where in their order a share of them lies. For one thread. */
final class Times {
    private long[] nanos = new long[1024];
    private int count;

    void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = duration;
    }

    /** In milliseconds; {@code share} is 0.5 for the median, 0.99 for the 99th of a hundred. */
    double millis(double share) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1, Math.floor(share * count))] / 1e6;
    }
}
