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

    private final Cache<Key, Long> throughByKey =
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

    /** Up to where nothing is known to be given: at least {@code key.after()}. */
    long through(Key key) {
        Long through = throughByKey.getIfPresent(key);
        return through == null ? key.after() : through;
    }

    void remember(Key key, long through) {
        throughByKey.put(key, through);
    }

    void forget() {
        throughByKey.invalidateAll();
    }
}
