package io.tidings.stix.value;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A JSON number, kept as its text: {@code 1.0}, {@code 1} and {@code 1e0} are three numbers, equal in value.
 *
 * @param text as written, {@code -?digits[.digits][e[+-]digits]}
 */
public record JsonNumber(String text) implements JsonValue {
    /** No integer of STIX is longer; an exponent beyond it would only serve to make a reader count zeros. */
    private static final int MOST_DIGITS = 19;

    /** @throws NumberFormatException if {@code text} is no number */
    public JsonNumber {
        if (text.isEmpty() || text.charAt(0) == '+' || text.charAt(0) == '.') {
            throw new NumberFormatException("not a JSON number (RFC 8259 §6): " + text);
        }
        new BigDecimal(text);
    }

    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /** @throws NumberFormatException if {@code value} is not finite */
    public static JsonNumber of(double value) {
        return new JsonNumber(Double.toString(value));
    }

    /** The exact value. */
    public BigDecimal value() {
        return new BigDecimal(text);
    }

    /** The value where it is an integer of 64 bits, however written ({@code 1.0} is 1). */
    public OptionalLong asLong() {
        BigDecimal value = value();
        // Not stripTrailingZeros first: 1e999999999 would be spelled out.
        if (value.signum() == 0) {
            return OptionalLong.of(0);
        }
        if ((long) value.precision() - value.scale() > MOST_DIGITS || value.scale() > text.length()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(value.longValueExact());
        } catch (ArithmeticException noInteger) {
            return OptionalLong.empty();
        }
    }

    /** The nearest double; infinite where the value is beyond its range. */
    public double asDouble() {
        return Double.parseDouble(text);
    }

    @Override
    public String kind() {
        return "number";
    }

    @Override
    public Optional<JsonNumber> asNumber() {
        return Optional.of(this);
    }

    @Override
    public String toString() {
        return text;
    }
}
