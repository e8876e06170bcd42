package io.tidings.node.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How following one collection goes, as plain numbers for whoever shows them.
 *
 * @param apiRoot where it is followed
 * @param collection its id or alias at the peer
 * @param lastSuccess kept over restarts; absent before the first
 * @param latency of a small answer at the last run; absent before the first
 * @param recentlyFailed which part of the last runs failed; absent before the first
 * @param every how often the agreement says
 * @param runs since the start, likewise {@code failures} and {@code objects}
 * @param objects received, whatever became of them
 */
public record FollowCount(
        String peer,
        String apiRoot,
        String collection,
        String into,
        Optional<Instant> lastSuccess,
        Optional<Duration> latency,
        Optional<Double> recentlyFailed,
        Duration every,
        long runs,
        long failures,
        long objects) {}
