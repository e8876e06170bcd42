package io.tidings.node.agreement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Counts failed attempts and says when there were too many. Safe from any thread; remembers 30,000 at most.
 *
 * <p>Three counts, since each alone can be turned against someone: by address and user together, where guessing shows
 * first; by address, for one who tries many users; by user, for one who has many addresses.
 */
final class FailureLimit {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int PER_USER_AND_ADDRESS = 10;
    private static final int PER_ADDRESS = 50;
    private static final int PER_USER = 100;
    private static final int MOST_KEYS = 30_000;
    private static final int MOST_USER_LENGTH = 64;

    private final Clock clock;
    private final Cache<Key, Count> counts;

    FailureLimit(Clock clock) {
        this.clock = clock;
        this.counts = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterWrite(WINDOW)
                .ticker(() -> clock.millis() * 1_000_000)
                .build();
    }

    /** How long to wait before the next attempt; empty if it may be made now. */
    Optional<Duration> wait(String address, String user) {
        Instant now = clock.instant();
        return keys(address, user).stream()
                .flatMap(key -> Optional.ofNullable(counts.getIfPresent(key))
                        .filter(count -> count.failures >= key.most && now.isBefore(count.until))
                        .stream())
                .map(count -> Duration.between(now, count.until))
                .max(Duration::compareTo);
    }

    void failed(String address, String user) {
        Instant now = clock.instant();
        for (Key key : keys(address, user)) {
            counts.asMap()
                    .compute(
                            key,
                            (k, count) -> count == null || !now.isBefore(count.until)
                                    ? new Count(1, now.plus(WINDOW))
                                    : new Count(count.failures + 1, count.until));
        }
    }

    /** One who gets it right may have mistyped before. */
    void succeeded(String address, String user) {
        counts.invalidate(keys(address, user).get(0));
    }

    private static List<Key> keys(String address, String user) {
        String site = Network.site(address);
        String cut = user.substring(0, Math.min(user.length(), MOST_USER_LENGTH));
        return List.of(
                new Key(site, cut, PER_USER_AND_ADDRESS), new Key(site, "", PER_ADDRESS), new Key("", cut, PER_USER));
    }

    private record Key(String address, String user, int most) {}

    private record Count(int failures, Instant until) {}
}
