package io.tidings.stix.pattern.match;

import io.tidings.stix.value.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which observations make which leaves of a pattern true. Observations that are alike in time and in what they make
 * true are one sighting with the sum of their counts; sightings are in the order of their first time.
 */
final class Sightings {
    private final List<Sighting> all;
    private final int[][] byLeaf;
    private final Instant base;

    /**
     * @param first in nanoseconds since {@link #base()}
     * @param count how many observations it stands for
     * @param leaves that hold for it
     */
    record Sighting(long first, long last, long count, BitSet leaves) {}

    private record Key(long first, long last, BitSet leaves) {}

    private Sightings(List<Sighting> all, int[][] byLeaf, Instant base) {
        this.all = all;
        this.byLeaf = byLeaf;
        this.base = base;
    }

    static Sightings of(Condition[] leaves, List<Observation> observations, Evaluation evaluation) {
        Instant base = observations.isEmpty()
                ? Instant.EPOCH
                : observations.get(0).first().toInstant();
        Map<Key, Long> counts = new LinkedHashMap<>();
        for (Observation observation : observations) {
            BitSet holding = holding(leaves, observation, evaluation);
            if (!holding.isEmpty()) {
                long first = TimeSpan.since(base, observation.first());
                long last = Math.max(first, TimeSpan.since(base, observation.last()));
                counts.merge(new Key(first, last, holding), observation.count(), Sightings::sum);
            }
        }
        List<Sighting> all = new ArrayList<>();
        counts.forEach((key, count) -> all.add(new Sighting(key.first(), key.last(), count, key.leaves())));
        all.sort(Comparator.comparingLong(Sighting::first).thenComparingLong(Sighting::last));
        int[][] byLeaf = new int[leaves.length][];
        for (int leaf = 0; leaf < leaves.length; leaf++) {
            int number = leaf;
            byLeaf[leaf] = IntStream.range(0, all.size())
                    .filter(i -> all.get(i).leaves().get(number))
                    .toArray();
        }
        return new Sightings(all, byLeaf, base);
    }

    int size() {
        return all.size();
    }

    Sighting get(int index) {
        return all.get(index);
    }

    /** The sightings for which {@code leaf} holds, earliest first. */
    int[] of(int leaf) {
        return byLeaf[leaf];
    }

    Instant base() {
        return base;
    }

    private static BitSet holding(Condition[] leaves, Observation observation, Evaluation evaluation) {
        evaluation.within(observation.objects());
        BitSet holding = new BitSet(leaves.length);
        for (int leaf = 0; leaf < leaves.length; leaf++) {
            holding.set(leaf, holds(leaves[leaf], observation, evaluation));
        }
        return holding;
    }

    private static boolean holds(Condition condition, Observation observation, Evaluation evaluation) {
        for (JsonObject object : observation.objects().values()) {
            if (condition.holds(object, evaluation)) {
                return true;
            }
        }
        return false;
    }

    private static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
