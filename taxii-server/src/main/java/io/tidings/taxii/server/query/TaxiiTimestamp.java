package io.tidings.taxii.server.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The timestamp of TAXII 2.1 §2: strict where it is written, lenient where it is read (contract 2). */
public final class TaxiiTimestamp {
    // Not Instant.toString: it writes 0, 3, 6 or 9 digits (T-010).
    private static final DateTimeFormatter SIX_DIGITS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    // The formatter alone would also take a year of seven digits, and a time without seconds.
    private static final Pattern LENIENT = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})", Pattern.DOTALL);

    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private TaxiiTimestamp() {}

    /** Six fractional digits and {@code Z}; anything finer than a microsecond is cut off. */
    public static String format(Instant instant) {
        return SIX_DIGITS.format(instant);
    }

    /**
     * The instant that {@code text} spells, cut to microseconds: RFC 3339 with 0 to 9 fractional digits and
     * {@code Z}, {@code z} or an offset.
     */
    public static Optional<Instant> parse(String text) {
        if (!LENIENT.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            Instant instant =
                    OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
            // An offset can carry the first and the last day out of the years that four digits can write.
            return instant.isBefore(EARLIEST) || !instant.isBefore(END)
                    ? Optional.empty()
                    : Optional.of(instant.truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }
}
