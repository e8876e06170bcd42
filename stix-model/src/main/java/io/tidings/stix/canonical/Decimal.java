package io.tidings.stix.canonical;

/**
 * A decimal number, {@code 0.digits × 10^point}, with neither leading nor trailing zeros.
 *
 * @param digits significant digits, empty for zero
 * @param point how many places right of the first digit's left edge the decimal point stands
 */
record Decimal(boolean negative, String digits, long point) {
    /** Longer exponents count as this: no number that fits any type has one. */
    private static final long HUGE = 1_000_000_000_000L;

    /** The number that a JSON number spells, exactly. */
    static Decimal of(String text) {
        boolean negative = text.charAt(0) == '-';
        StringBuilder digits = new StringBuilder(text.length());
        long point = 0;
        boolean fraction = false;
        for (int i = negative ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'e' || c == 'E') {
                point += exponent(text, i + 1);
                break;
            }
            if (c == '.') {
                fraction = true;
                continue;
            }
            boolean leadingZero = c == '0' && digits.isEmpty();
            if (!leadingZero) {
                digits.append(c);
            }
            if (fraction ? leadingZero : !leadingZero) {
                point += fraction ? -1 : 1;
            }
        }
        int length = digits.length();
        while (length > 0 && digits.charAt(length - 1) == '0') {
            length--;
        }
        return length == 0 ? new Decimal(false, "", 0) : new Decimal(negative, digits.substring(0, length), point);
    }

    boolean isZero() {
        return digits.isEmpty();
    }

    private static long exponent(String text, int from) {
        char sign = text.charAt(from);
        long value = 0;
        for (int i = sign == '-' || sign == '+' ? from + 1 : from; i < text.length(); i++) {
            value = Math.min(HUGE, value * 10 + (text.charAt(i) - '0'));
        }
        return sign == '-' ? -value : value;
    }
}
