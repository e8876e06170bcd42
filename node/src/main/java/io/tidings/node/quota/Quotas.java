package io.tidings.node.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Sliding counts of requests and objects, by principal. Safe for use by any number of threads.
 *
 * <p>Counts live in memory. What a principal was given in the last day is known to the ledger too, so a count of that
 * kind begins from there after a restart ({@code already}).
 */
public final class Quotas {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_COUNTS = 100_000;

    private final Clock clock;
    private final Cache<String, SlidingCount> counts =
            Caffeine.newBuilder().maximumSize(MOST_COUNTS).build();

    public Quotas(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts one request.
     *
     * @return empty if it is within the limit, else how long to wait before the next
     */
    public Optional<Duration> request(String principal, int perMinute) {
        SlidingCount count = counts.get("request " + principal, key -> new SlidingCount(MINUTE, 0, clock.millis()));
        return count.take(1, perMinute, clock.millis()) > 0
                ? Optional.empty()
                : Optional.of(count.untilSomeIsFree(clock.millis()));
    }

    /**
     * Sets aside up to {@code wanted} objects of a day's allowance.
     *
     * @param use which allowance, such as {@code read indicators}
     * @param already what of it was used in the last day before this program started; asked once
     */
    public Allowance objects(String principal, String use, long wanted, long perDay, LongSupplier already) {
        SlidingCount count =
                counts.get(use + " " + principal, key -> new SlidingCount(DAY, already.getAsLong(), clock.millis()));
        long granted = count.take(wanted, perDay, clock.millis());
        return new Allowance(granted, granted > 0 ? Duration.ZERO : count.untilSomeIsFree(clock.millis()));
    }

    /**
     * How long it takes until an allowance has room for so many, if nothing else is taken of it.
     *
     * @param wanted at most {@code perDay}
     */
    public Duration untilFree(String principal, String use, long wanted, long perDay) {
        SlidingCount count = counts.getIfPresent(use + " " + principal);
        return count == null ? Duration.ZERO : count.untilFree(wanted, perDay, clock.millis());
    }

    /** Gives back what of an allowance was not used after all. */
    public void giveBack(String principal, String use, long objects) {
        SlidingCount count = counts.getIfPresent(use + " " + principal);
        if (count != null && objects > 0) {
            count.giveBack(objects);
        }
    }

    /** @param retryAfter how long to wait, where nothing was granted */
    public record Allowance(long granted, Duration retryAfter) {}
}
