package io.tidings.taxii.client.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After}, in seconds or as a date (RFC 9110 §10.2.3). */
final class RetryAfter {
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /** The time to stay away from {@code now} on, never negative; empty if {@code text} says none. */
    static Optional<Duration> parse(String text, Instant now) {
        String trimmed = text.strip();
        if (!trimmed.isEmpty() && trimmed.chars().allMatch(c -> c >= '0' && c <= '9')) {
            boolean huge = trimmed.length() > MOST_DIGITS;
            return Optional.of(Duration.ofSeconds(huge ? Integer.MAX_VALUE : Integer.parseInt(trimmed)));
        }
        try {
            Instant until = ZonedDateTime.parse(trimmed, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration time = Duration.between(now, until);
            return Optional.of(time.isNegative() ? Duration.ZERO : time);
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
