package io.tidings.stix.convert.list;

import io.tidings.stix.time.StixTimestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times as lists have them: dates, ISO 8601 with a space or an offset, seconds since 1970. Without a zone it is UTC. */
final class ListTimes {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?");
    private static final Pattern SECONDS = Pattern.compile("\\d{9,10}");

    private ListTimes() {}

    static Optional<StixTimestamp> parse(String text) {
        Optional<StixTimestamp> exact = StixTimestamp.parse(text);
        if (exact.isPresent() || text.isEmpty()) {
            return exact;
        }
        String iso = text.replaceFirst("^(\\S+) ", "$1T").replaceFirst("(?i) ?UTC$|z$", "Z");
        try {
            if (SECONDS.matcher(text).matches()) {
                return Optional.of(StixTimestamp.of(Instant.ofEpochSecond(Long.parseLong(text))));
            }
            if (DATE.matcher(iso).matches()) {
                return Optional.of(StixTimestamp.of(
                        LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant()));
            }
            String zoned = TIME.matcher(iso).matches() ? iso + "Z" : iso;
            return Optional.of(StixTimestamp.of(OffsetDateTime.parse(zoned).toInstant()));
        } catch (DateTimeException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
