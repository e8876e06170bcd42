package io.tidings.taxii.client.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** The TAXII timestamp: UTC, six fractional digits, {@code Z} (TAXII 2.1 §2, T-010, T-011). */
public final class TaxiiTimestamp {
    private static final DateTimeFormatter SIX_DIGITS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int LONGEST = 40;

    private TaxiiTimestamp() {}

    /** Cut to microseconds. */
    public static String format(Instant instant) {
        return SIX_DIGITS.format(instant);
    }

    /**
     * What a server wrote, with 0 to 9 digits and any offset, cut to microseconds; empty for anything else, since
     * servers have sent the dates of other languages here, and an unreadable date counts as absent (§10).
     */
    public static Optional<Instant> parse(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty() || trimmed.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Instant instant =
                    OffsetDateTime.parse(trimmed.toUpperCase(Locale.ROOT)).toInstant();
            return Optional.of(instant.truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException notATimestamp) {
            return Optional.empty();
        }
    }
}
