package io.tidings.stix.pattern.match;

import io.tidings.stix.pattern.regex.Steps;
import io.tidings.stix.pattern.syntax.ObservationExpression;
import io.tidings.stix.value.JsonObject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Many patterns, each with a key, matched together: an index by object type, path and value passes over those that
 * cannot hold. Immutable once built; safe for use by several threads.
 */
public final class PatternSet<K> {
    /** What matching all may cost, about ten seconds of a core; patterns not reached by then are undecided. */
    public static final long STANDARD_STEPS = 1_000_000_000;

    private final List<K> keys;
    private final List<CompiledPattern> patterns;
    private final PatternIndex index;

    private PatternSet(List<K> keys, List<CompiledPattern> patterns, PatternIndex index) {
        this.keys = List.copyOf(keys);
        this.patterns = List.copyOf(patterns);
        this.index = index;
    }

    public static <K> Builder<K> builder() {
        return new Builder<>();
    }

    /** Collects patterns; for one thread, and one set. */
    public static final class Builder<K> {
        private final List<K> keys = new ArrayList<>();
        private final List<CompiledPattern> patterns = new ArrayList<>();
        private final PatternIndex index = new PatternIndex();

        private Builder() {}

        /** @param key what a match is reported as, any number of times */
        public Builder<K> add(K key, ObservationExpression pattern) {
            index.add(patterns.size(), Trigger.of(pattern));
            keys.add(key);
            patterns.add(CompiledPattern.of(pattern));
            return this;
        }

        public PatternSet<K> build() {
            return new PatternSet<>(keys, patterns, index);
        }
    }

    public int size() {
        return keys.size();
    }

    /**
     * The patterns that hold for {@code observations}, in any order; at most {@link CompiledPattern#STANDARD_STEPS}
     * of work for each and {@link #STANDARD_STEPS} for all.
     */
    public Matches<K> match(List<Observation> observations) {
        Steps all = new Steps(STANDARD_STEPS);
        BitSet candidates = candidates(observations, all);
        List<K> matched = new ArrayList<>();
        List<K> undecided = new ArrayList<>();
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            Steps part = all.part(CompiledPattern.STANDARD_STEPS);
            Answer answer = patterns.get(i).match(observations, part);
            all.spend(part.used());
            if (answer != Answer.NO_MATCH) {
                (answer == Answer.MATCH ? matched : undecided).add(keys.get(i));
            }
        }
        return new Matches<>(matched, undecided);
    }

    private BitSet candidates(List<Observation> observations, Steps all) {
        BitSet candidates = new BitSet(patterns.size());
        Evaluation evaluation = new Evaluation(all);
        for (Observation observation : observations) {
            evaluation.within(observation.objects());
            for (JsonObject object : observation.objects().values()) {
                index.candidates(object, evaluation, candidates);
            }
        }
        if (all.isSpent()) {
            candidates.set(0, patterns.size());
        }
        return candidates;
    }
}
