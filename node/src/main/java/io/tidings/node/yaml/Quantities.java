package io.tidings.node.yaml;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and sizes as people write them. */
public final class Quantities {
    private static final Pattern SHORT_TIME = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,9}) ?(B|KiB|MiB|GiB)");
    private static final long MOST_BYTES = 1L << 40;

    private Quantities() {}

    /** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 24h}, {@code 7d}, or ISO 8601 without years and months. */
    public static Optional<Duration> duration(String text) {
        Matcher form = SHORT_TIME.matcher(text);
        if (form.matches()) {
            long count = Long.parseLong(form.group(1));
            return Optional.of(
                    switch (form.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    });
        }
        try {
            return Optional.of(Duration.parse(text)).filter(d -> !d.isZero() && !d.isNegative());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** {@code 512 B}, {@code 64 KiB}, {@code 8MiB}, {@code 1 GiB}; at most 1024 GiB. */
    public static Optional<Long> bytes(String text) {
        Matcher form = SIZE.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        long unit = switch (form.group(2)) {
            case "B" -> 1L;
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            default -> 1L << 30;
        };
        long bytes = Math.multiplyExact(Long.parseLong(form.group(1)), unit);
        return bytes <= MOST_BYTES ? Optional.of(bytes) : Optional.empty();
    }
}
