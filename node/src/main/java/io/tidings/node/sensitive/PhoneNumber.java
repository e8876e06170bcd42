package io.tidings.node.sensitive;

/** Numbers of telephones: Chinese mobile ones (11 digits from 13 to 19), and international ones (E.164). */
final class PhoneNumber {
    static final int MOBILE_LENGTH = 11;

    private static final int SHORTEST = 8;
    private static final int LONGEST = 15;

    private PhoneNumber() {}

    /** Whether {@code digits} are a Chinese mobile number, with or without the country's code before it. */
    static boolean isMobile(CharSequence digits) {
        int start = digits.length() - MOBILE_LENGTH;
        boolean bare = start == 0 || start == 2 && starts(digits, "86") || start == 4 && starts(digits, "0086");
        return bare && digits.charAt(start) == '1' && digits.charAt(start + 1) >= '3';
    }

    /** Whether {@code digits} behind a plus sign are an international number. */
    static boolean isInternational(CharSequence digits) {
        return digits.length() >= SHORTEST && digits.length() <= LONGEST && digits.charAt(0) != '0';
    }

    private static boolean starts(CharSequence digits, String prefix) {
        return prefix.contentEquals(digits.subSequence(0, prefix.length()));
    }
}
