package io.tidings.stix.pattern.match;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Compares numbers of JSON text with constants: exactly, as integers or 64-bit floats (STIX 2.1 §9.6). */
final class Numbers {
    private static final int SURELY_LONG = 18;
    private static final double EXACT = 1L << 53;

    private Numbers() {}

    static int compare(String number, long constant) {
        if (!isInteger(number)) {
            return compare(Double.parseDouble(number), constant);
        }
        return number.length() <= SURELY_LONG
                ? Long.compare(Long.parseLong(number), constant)
                : new BigInteger(number).compareTo(BigInteger.valueOf(constant));
    }

    static int compare(String number, double constant) {
        if (!isInteger(number)) {
            double value = Double.parseDouble(number);
            return value == constant ? 0 : Double.compare(value, constant); // 0.0 is -0.0
        }
        return number.length() <= SURELY_LONG
                ? -compare(constant, Long.parseLong(number))
                : new BigDecimal(new BigInteger(number)).compareTo(new BigDecimal(constant));
    }

    private static int compare(double value, long constant) {
        if (Math.abs(value) < EXACT && Math.abs((double) constant) < EXACT) {
            double other = (double) constant;
            return value == other ? 0 : Double.compare(value, other);
        }
        return Double.isInfinite(value)
                ? (int) Math.signum(value)
                : new BigDecimal(value).compareTo(BigDecimal.valueOf(constant));
    }

    private static boolean isInteger(String number) {
        for (int i = number.charAt(0) == '-' ? 1 : 0; i < number.length(); i++) {
            if (number.charAt(i) < '0' || number.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
