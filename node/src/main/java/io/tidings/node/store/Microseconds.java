package io.tidings.node.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The unit of all times in the database: microseconds since 1970. */
final class Microseconds {
    private static final long MILLISECOND = 1_000;

    private Microseconds() {}

    /** Cuts what is finer. */
    static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    static Instant toInstant(long microseconds) {
        return Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS);
    }

    /** The first whole millisecond that is not before {@code microseconds}. */
    static long upToMillisecond(long microseconds) {
        return Math.floorDiv(microseconds + MILLISECOND - 1, MILLISECOND) * MILLISECOND;
    }
}
