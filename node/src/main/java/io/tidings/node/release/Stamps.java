package io.tidings.node.release;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** {@code date_added} as the store counts it, microseconds since 1970, and as TAXII writes it. */
final class Stamps {
    private Stamps() {}

    static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Cut to microseconds; times a log cannot reach become its ends. */
    static long toMicros(Instant instant) {
        if (instant.isBefore(Instant.EPOCH)) {
            return 0;
        }
        // Not ChronoUnit.between: it counts nanoseconds, which overflow in the year 2262.
        return instant.getEpochSecond() > Long.MAX_VALUE / 2_000_000
                ? Long.MAX_VALUE / 2
                : TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
    }
}
