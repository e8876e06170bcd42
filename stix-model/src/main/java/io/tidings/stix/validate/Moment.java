package io.tidings.stix.validate;

import io.tidings.stix.time.StixTimestamp;

/**
 * A timestamp as two numbers, in the order of time; digits beyond the eighteenth of a second are cut off.
 *
 * @param second the digits of the date and the time of day
 * @param fraction of it, in units of 10<sup>-18</sup>
 */
record Moment(long second, long fraction) implements Comparable<Moment> {
    private static final int SECOND_LENGTH = 19; // of 2016-11-03T12:30:59
    private static final int FRACTION_DIGITS = 18;

    static Moment of(StixTimestamp time) {
        String key = time.sortKey();
        long second = 0;
        for (int i = 0; i < SECOND_LENGTH; i++) {
            char c = key.charAt(i);
            second = c >= '0' && c <= '9' ? second * 10 + c - '0' : second;
        }
        long fraction = 0;
        for (int i = SECOND_LENGTH + 1; i <= SECOND_LENGTH + FRACTION_DIGITS; i++) {
            fraction = fraction * 10 + (i < key.length() ? key.charAt(i) - '0' : 0);
        }
        return new Moment(second, fraction);
    }

    @Override
    public int compareTo(Moment other) {
        return second == other.second ? Long.compare(fraction, other.fraction) : Long.compare(second, other.second);
    }

    boolean isBefore(Moment other) {
        return compareTo(other) < 0;
    }

    /** As a STIX timestamp. */
    @Override
    public String toString() {
        String digits = "%014d".formatted(second);
        String parts = "%018d".formatted(fraction).replaceAll("0{1,15}$", "");
        return "%s-%s-%sT%s:%s:%s.%sZ"
                .formatted(
                        digits.substring(0, 4),
                        digits.substring(4, 6),
                        digits.substring(6, 8),
                        digits.substring(8, 10),
                        digits.substring(10, 12),
                        digits.substring(12, 14),
                        parts);
    }
}
