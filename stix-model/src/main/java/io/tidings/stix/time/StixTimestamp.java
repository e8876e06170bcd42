package io.tidings.stix.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/**
 * A STIX timestamp at whatever precision it was written (STIX 2.1 §2.16, S-050 to S-057).
 *
 * <p>Keeps the text as received. Equality and order are those of the instant, exact to the last
 * digit: {@code …59Z}, {@code …59.0Z} and {@code …59.000Z} are equal, {@code …59.0000000000001Z} is later.
 */
public final class StixTimestamp implements Comparable<StixTimestamp> {
    /** {@code 1970-01-01T00:00:00.000Z}: the version value of an object without versions (X, §5.3 of the TAXII digest). */
    public static final StixTimestamp EPOCH = of("1970-01-01T00:00:00.000Z");

    /** Of {@code 2016-11-03T12:30:59}. A constant, so that it is set before {@link #EPOCH} is made. */
    private static final int SECONDS_LENGTH = 19;
    /** Longer fractions are refused: no clock needs them and they would be a way to send ballast. */
    private static final int LONGEST = 64;

    private final String text;
    private final String key;

    private StixTimestamp(String text, String key) {
        this.text = text;
        this.key = key;
    }

    /** @throws IllegalArgumentException if {@code text} is no timestamp in the form of §2.16; the message quotes it */
    public static StixTimestamp of(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not a STIX timestamp (YYYY-MM-DDTHH:mm:ss[.s+]Z): "
                        + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text)));
    }

    /** The timestamp that {@code text} spells, or empty if it spells none. */
    public static Optional<StixTimestamp> parse(String text) {
        int length = text.length();
        if (length <= SECONDS_LENGTH || length > LONGEST || text.charAt(length - 1) != 'Z') {
            return Optional.empty();
        }
        if (!hasDateAndTime(text)) {
            return Optional.empty();
        }
        int end = length - 1;
        if (end > SECONDS_LENGTH) {
            if (text.charAt(SECONDS_LENGTH) != '.' || end == SECONDS_LENGTH + 1) {
                return Optional.empty();
            }
            for (int i = SECONDS_LENGTH + 1; i < end; i++) {
                if (!isDigit(text.charAt(i))) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(known(text));
    }

    /** A timestamp that was checked before, such as one that the caller has written itself; its form is not looked at again. */
    public static StixTimestamp known(String text) {
        int end = text.length() - 1;
        if (end > SECONDS_LENGTH) {
            while (text.charAt(end - 1) == '0') {
                end--;
            }
            if (text.charAt(end - 1) == '.') {
                end--;
            }
        }
        return new StixTimestamp(text, text.substring(0, end));
    }

    /** An instant written with three fractional digits, or more where it has more (S-052). */
    public static StixTimestamp of(Instant instant) {
        String text = instant.toString();
        int fraction = text.length() - 1 - SECONDS_LENGTH;
        return of(fraction == 0 ? text.substring(0, SECONDS_LENGTH) + ".000Z" : text);
    }

    /** The text as received. */
    public String text() {
        return text;
    }

    /**
     * Text without trailing zeros and {@code Z}: equal for equal instants, and in the instants' order when
     * compared character by character, so a database can sort by it.
     */
    public String sortKey() {
        return key;
    }

    /** The instant, cut to nanoseconds; a leap second counts as the second after (S-057). */
    public Instant toInstant() {
        int second = number(17, 19);
        int nanos = 0;
        for (int i = 0; i < 9; i++) {
            int at = SECONDS_LENGTH + 1 + i;
            nanos = nanos * 10 + (at < key.length() ? key.charAt(at) - '0' : 0);
        }
        return LocalDateTime.of(number(0, 4), number(5, 7), number(8, 10), number(11, 13), number(14, 16))
                .toInstant(ZoneOffset.UTC)
                .plusSeconds(second)
                .plusNanos(nanos);
    }

    @Override
    public int compareTo(StixTimestamp other) {
        return key.compareTo(other.key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StixTimestamp timestamp && key.equals(timestamp.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key);
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean hasDateAndTime(String text) {
        for (int i = 0; i < SECONDS_LENGTH; i++) {
            char c = text.charAt(i);
            boolean fits = switch (i) {
                case 4, 7 -> c == '-';
                case 10 -> c == 'T';
                case 13, 16 -> c == ':';
                default -> isDigit(c);
            };
            if (!fits) {
                return false;
            }
        }
        if (pair(text, 11) > 23 || pair(text, 14) > 59 || pair(text, 17) > 60) {
            return false;
        }
        int month = pair(text, 5);
        int day = pair(text, 8);
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            return false;
        }
        if (day <= 28) {
            return true;
        }
        try {
            return LocalDateTime.of(pair(text, 0) * 100 + pair(text, 2), month, day, 0, 0) != null;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    private static int pair(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }

    private int number(int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
