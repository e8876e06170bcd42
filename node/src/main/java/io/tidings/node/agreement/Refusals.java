package io.tidings.node.agreement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log why someone was refused, and counts. Safe from any thread.
 *
 * <p>The same line comes once a minute at most, with how often it was meant: one that tries without end must not fill the
 * disk.
 */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger("io.tidings.node.refused");
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final int MOST_LINES = 1_000;
    private static final int MOST_LENGTH = 300;

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Map<Refusal, LongAdder> counts = new EnumMap<>(Refusal.class);
    private final Cache<String, AtomicLong> recent;

    public Refusals(Clock clock) {
        for (Refusal each : Refusal.values()) {
            counts.put(each, new LongAdder());
        }
        recent = Caffeine.newBuilder()
                .maximumSize(MOST_LINES)
                .expireAfterWrite(QUIET)
                .ticker(() -> clock.millis() * 1_000_000)
                .build();
    }

    /** Told of every refusal, on the thread that refuses: must be brief and must not block. */
    @FunctionalInterface
    public interface Listener {
        /** @param detail as it goes to the log */
        void refused(Refusal reason, String detail);
    }

    /** Calls {@code listener} at every refusal but those of {@link Refusal#NO_CREDENTIALS}. */
    public void onRefusal(Listener listener) {
        listeners.add(listener);
    }

    /** How often each reason came since the start. */
    public Map<Refusal, Long> counts() {
        var now = new EnumMap<Refusal, Long>(Refusal.class);
        counts.forEach((reason, count) -> now.put(reason, count.sum()));
        return now;
    }

    /** @param detail who or what, from the network: it is cut and freed of line breaks here; must hold no secret */
    void tell(Refusal reason, String detail) {
        LongAdder count = counts.get(reason);
        if (count != null) {
            count.increment();
        }
        if (reason == Refusal.NO_CREDENTIALS) {
            LOG.debug("refused: {}: {}", reason, line(detail)); // how many clients ask first, to be told what to send
            return;
        }
        String line = line(detail);
        listeners.forEach(listener -> listener.refused(reason, line));
        if (recent.get(reason + line, key -> new AtomicLong()).incrementAndGet() == 1) {
            LOG.warn("refused: {}: {} (like lines are held back for a minute)", reason, line);
        }
    }

    private static String line(String detail) {
        String plain = detail.replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029]", "?");
        return plain.length() <= MOST_LENGTH ? plain : plain.substring(0, MOST_LENGTH) + "…";
    }
}
