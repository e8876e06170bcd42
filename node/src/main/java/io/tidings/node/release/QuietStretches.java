package io.tidings.node.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;

/**
 * Stretches of logs known to hold nothing for a principal and a query, so that a poll does not weigh the same withheld
 * entries again and again.
 *
 * <p>The answer itself must not say how far the log was examined: a position that moves would tell a principal that
 * entries exist which it may not see (I-5).
 */
final class QuietStretches {
    private static final int MOST = 10_000;
    // A withheld entry can come to be given as time goes by only through a deletion, which forgets everything here.
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Cache<Key, Stretch> stretches =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

    /**
     * @param rules version of the agreements: under other rules nothing is known
     * @param after where the stretch begins, exclusive, microseconds since 1970
     */
    record Key(String principal, String rules, UUID collection, String query, long after) {
        Key at(long position) {
            return new Key(principal, rules, collection, query, position);
        }
    }

    /**
     * What is known to hold nothing.
     *
     * @param through its end, microseconds since 1970
     * @param lastVisible the last entry in it that the principal may see, though it is not what the query asks for; 0
     *     for none
     */
    record Stretch(long through, long lastVisible) {}

    /** The stretch known after a position; one without length where nothing is known. */
    Stretch after(Key key) {
        Stretch known = stretches.getIfPresent(key);
        return known == null ? new Stretch(key.after(), 0) : known;
    }

    void remember(Key key, Stretch stretch) {
        stretches.put(key, stretch);
    }

    void forget() {
        stretches.invalidateAll();
    }
}
