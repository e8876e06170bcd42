package io.tidings.taxii.server.transport;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The {@code Date} that a server with a clock must send (RFC 9110 §6.6.1): peers compare clocks by it. Thread-safe. */
final class HttpDate {
    // Not RFC_1123_DATE_TIME, which writes the first days of a month with one digit.
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Clock clock;
    private volatile Written written = new Written(Long.MIN_VALUE, "");

    private record Written(long second, String text) {}

    HttpDate(Clock clock) {
        this.clock = clock;
    }

    /** Written once a second, whatever the number of answers. */
    String now() {
        long second = clock.instant().getEpochSecond();
        Written last = written;
        if (last.second() != second) {
            last = new Written(second, FORM.format(Instant.ofEpochSecond(second)));
            written = last;
        }
        return last.text();
    }
}
