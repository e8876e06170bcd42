package io.tidings.stix.canonical;

import java.math.BigInteger;

/** Numbers as ECMAScript prints an IEEE 754 double (RFC 8785 §3.2.2.3). */
final class EcmaNumber {
    /** As many decimal digits as every double in the normal range tells apart. */
    private static final int SAFE_DIGITS = 15;

    private static final int SAFE_POINT = 300;
    private static final int MANTISSA_BITS = 52;

    private EcmaNumber() {}

    /**
     * The canonical text of a JSON number.
     *
     * @throws IllegalArgumentException if it is too large for a double
     */
    static String of(String text) {
        Decimal decimal = Decimal.of(text);
        if (decimal.isZero()) {
            return "0";
        }
        // Two numbers of up to 15 digits never share a double, so none shorter can stand for the same one.
        if (decimal.digits().length() <= SAFE_DIGITS && Math.abs(decimal.point()) < SAFE_POINT) {
            return print(decimal);
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("a number does not fit a double (RFC 8785 §3.2.2.3)");
        }
        return value == 0 ? "0" : print(shortest(value));
    }

    private static String print(Decimal decimal) {
        String digits = decimal.digits();
        int count = digits.length();
        int point = (int) decimal.point();
        StringBuilder out = new StringBuilder(32);
        if (decimal.negative()) {
            out.append('-');
        }
        if (count <= point && point <= 21) {
            out.append(digits).append("0".repeat(point - count));
        } else if (0 < point && point <= 21) {
            out.append(digits, 0, point).append('.').append(digits, point, count);
        } else if (-6 < point && point <= 0) {
            out.append("0.").append("0".repeat(-point)).append(digits);
        } else {
            out.append(digits.charAt(0));
            if (count > 1) {
                out.append('.').append(digits, 1, count);
            }
            int exponent = point - 1;
            out.append('e').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent));
        }
        return out.toString();
    }

    /**
     * The shortest digits that read back as {@code value}, of those the closest, of two as close the even one.
     *
     * <p>Free-format printing with whole numbers after Steele and White: exact, and independent of the JDK, whose
     * {@code Double.toString} is not always shortest before 19.
     */
    private static Decimal shortest(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & (1L << MANTISSA_BITS) - 1;
        int field = (int) (bits >>> MANTISSA_BITS) & 0x7ff;
        long mantissa = field == 0 ? fraction : fraction | 1L << MANTISSA_BITS;
        int power = Math.max(field, 1) - 1075;
        // Just above a power of two the next double below is only half as far away as the one above.
        int narrow = fraction == 0 && field > 1 ? 1 : 0;

        BigInteger rest = BigInteger.valueOf(mantissa).shiftLeft(1 + narrow + Math.max(power, 0));
        BigInteger scale = BigInteger.ONE.shiftLeft(1 + narrow + Math.max(-power, 0));
        BigInteger above = BigInteger.ONE.shiftLeft(narrow + Math.max(power, 0));
        BigInteger below = BigInteger.ONE.shiftLeft(Math.max(power, 0));

        int point = (int) Math.ceil(Math.log10(Math.abs(value)) - 1e-10);
        BigInteger tens = BigInteger.TEN.pow(Math.abs(point));
        if (point >= 0) {
            scale = scale.multiply(tens);
        } else {
            rest = rest.multiply(tens);
            above = above.multiply(tens);
            below = below.multiply(tens);
        }
        // A mantissa that is even wins ties when read back, so the borders of its range belong to it.
        int border = (mantissa & 1) == 0 ? 0 : 1;
        StringBuilder digits = new StringBuilder(17);
        if (rest.add(above).compareTo(scale) >= border) {
            point++;
        } else {
            rest = rest.multiply(BigInteger.TEN);
            above = above.multiply(BigInteger.TEN);
            below = below.multiply(BigInteger.TEN);
        }
        while (true) {
            BigInteger[] division = rest.divideAndRemainder(scale);
            int digit = division[0].intValue();
            rest = division[1];
            boolean downFits = rest.compareTo(below) <= -border;
            boolean upFits = rest.add(above).compareTo(scale) >= border;
            if (downFits || upFits) {
                digits.append((char) ('0' + digit + (roundsUp(digit, rest, scale, downFits, upFits) ? 1 : 0)));
                return new Decimal(value < 0, digits.toString(), point);
            }
            digits.append((char) ('0' + digit));
            rest = rest.multiply(BigInteger.TEN);
            above = above.multiply(BigInteger.TEN);
            below = below.multiply(BigInteger.TEN);
        }
    }

    private static boolean roundsUp(int digit, BigInteger rest, BigInteger scale, boolean downFits, boolean upFits) {
        if (!downFits || !upFits) {
            return upFits;
        }
        int half = rest.shiftLeft(1).compareTo(scale);
        return half > 0 || half == 0 && digit % 2 == 1;
    }
}
