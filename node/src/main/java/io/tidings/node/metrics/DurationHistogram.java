package io.tidings.node.metrics;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How long something took, in buckets. Safe from any thread. */
final class DurationHistogram {
    // From a poll that finds nothing to an upload of 100 MiB.
    private static final long[] BOUNDS_MILLIS = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000
    };

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS_MILLIS.length + 1);
    private final LongAdder nanos = new LongAdder();

    void add(long tookNanos) {
        int bucket = 0;
        while (bucket < BOUNDS_MILLIS.length && tookNanos > BOUNDS_MILLIS[bucket] * 1_000_000) {
            bucket++;
        }
        counts.incrementAndGet(bucket);
        nanos.add(tookNanos);
    }

    void collect(Scrape.Distributions to, String... labels) {
        double[] bounds = new double[counts.length()];
        long[] now = new long[counts.length()];
        for (int i = 0; i < now.length; i++) {
            bounds[i] = i < BOUNDS_MILLIS.length ? BOUNDS_MILLIS[i] / 1e3 : Double.POSITIVE_INFINITY;
            now[i] = counts.get(i);
        }
        to.distribution(bounds, now, nanos.sum() / 1e9, labels);
    }
}
