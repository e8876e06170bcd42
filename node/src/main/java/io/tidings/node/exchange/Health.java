package io.tidings.node.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How following one collection goes.
 *
 * @param objects received since the cursor began
 * @param error the last failure, absent after a success
 * @param failures in a row
 * @param latency of a small answer, at the last run that had one; not kept
 */
record Health(
        Optional<Instant> lastSuccess, long objects, Optional<String> error, int failures, Optional<Duration> latency) {
    private static final String ABSENT = "-";

    static Health unknown() {
        return new Health(Optional.empty(), 0, Optional.empty(), 0, Optional.empty());
    }

    Health succeeded(Instant at, long more, Optional<Duration> took) {
        return new Health(Optional.of(at), objects + more, Optional.empty(), 0, took.or(() -> latency));
    }

    Health failed(String why) {
        return new Health(lastSuccess, objects, Optional.of(why), failures + 1, latency);
    }

    /** What is kept between runs of the program: everything but the count of failures. */
    String text() {
        return lastSuccess.map(Instant::toString).orElse(ABSENT) + "\n" + objects + "\n" + error.orElse("");
    }

    static Health parse(String text) {
        String[] lines = text.split("\n", 3);
        return new Health(
                lines[0].equals(ABSENT) ? Optional.empty() : Optional.of(Instant.parse(lines[0])),
                Long.parseLong(lines[1]),
                lines.length < 3 || lines[2].isEmpty() ? Optional.empty() : Optional.of(lines[2]),
                0,
                Optional.empty());
    }
}
