package io.tidings.node.sensitive;

/** Numbers of payment cards (ISO/IEC 7812-1): an issuer's prefix, a length that it uses, and Luhn's check digit. */
final class BankCard {
    static final int SHORTEST = 13;
    static final int LONGEST = 19;

    private BankCard() {}

    /** Whether {@code digits} are such a number; digits only. */
    static boolean isValid(CharSequence digits) {
        return digits.length() >= SHORTEST
                && digits.length() <= LONGEST
                && isIssued(prefix(digits), digits.length())
                && luhnSum(digits) % 10 == 0
                && isNoFiller(digits);
    }

    /** Luhn's sum, whose last digit is 0 where the check digit is right. */
    static int luhnSum(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            if (i % 2 == 1) {
                digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            }
            sum += digit;
        }
        return sum;
    }

    private static int prefix(CharSequence digits) {
        int prefix = 0;
        for (int i = 0; i < 4; i++) {
            prefix = prefix * 10 + digits.charAt(i) - '0';
        }
        return prefix;
    }

    /** @param prefix the first four digits */
    private static boolean isIssued(int prefix, int length) {
        int two = prefix / 100;
        if (two == 62 || two == 81) { // UnionPay
            return length >= 16;
        }
        if (prefix / 1000 == 4) { // Visa
            return length == 13 || length == 16 || length == 19;
        }
        if (two >= 51 && two <= 55 || prefix >= 2221 && prefix <= 2720) { // Mastercard
            return length == 16;
        }
        if (two == 34 || two == 37) { // American Express
            return length == 15;
        }
        if (prefix >= 3528 && prefix <= 3589) { // JCB
            return length == 16;
        }
        if (two == 36 || two == 38 || prefix >= 3000 && prefix <= 3059) { // Diners Club
            return length == 14;
        }
        return (prefix == 6011 || prefix / 10 >= 644 && prefix / 10 <= 659) && length == 16; // Discover
    }

    // 4444444444444448 is how people write "a number".
    private static boolean isNoFiller(CharSequence digits) {
        int[] counts = new int[10];
        int most = 0;
        for (int i = 0; i < digits.length(); i++) {
            most = Math.max(most, ++counts[digits.charAt(i) - '0']);
        }
        return most <= digits.length() - 3;
    }
}
