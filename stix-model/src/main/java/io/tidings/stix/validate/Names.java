package io.tidings.stix.validate;

import java.util.Locale;

/** The characters that names, keys, terms and encoded bytes are made of (STIX 2.1 §2, §3.1). */
final class Names {
    private static final int LONGEST = 250;
    private static final int SHORTEST = 3;

    private Names() {}

    /** Of a dictionary (S-065). */
    static boolean isKey(String text) {
        return isOf(text, 1, "-_", true);
    }

    /** Of a property outside the text: lower case with underscores, a letter first (S-004, S-179, S-232). */
    static boolean isPropertyName(String text) {
        return isOf(text, SHORTEST, "_", false) && isLower(text.charAt(0));
    }

    /** Of an object type outside the text: lower case with hyphens, never two, a letter first (S-004, S-179, S-233). */
    static boolean isTypeName(String text) {
        return isOf(text, SHORTEST, "-", false) && isLower(text.charAt(0)) && !text.contains("--");
    }

    /** Lower case with hyphens, as terms SHOULD be; a few listed terms have other signs, but those are listed. */
    static boolean isTerm(String text) {
        return isOf(text, 1, "-", false);
    }

    /** {@code text} as a term would be written. */
    static String asTerm(String text) {
        StringBuilder term = new StringBuilder();
        for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean fits = isLowerOrDigit(c);
            if (fits || term.length() > 0 && term.charAt(term.length() - 1) != '-') {
                term.append(fits ? c : '-');
            }
        }
        int end = term.length();
        return end > 0 && term.charAt(end - 1) == '-' ? term.substring(0, end - 1) : term.toString();
    }

    private static boolean isOf(String text, int shortest, String signs, boolean upperCase) {
        if (text.length() < shortest || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLowerOrDigit(c) && signs.indexOf(c) < 0 && !(upperCase && c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLowerOrDigit(char c) {
        return isLower(c) || c >= '0' && c <= '9';
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F')) {
                return false;
            }
        }
        return true;
    }

    static boolean hasUpperCase(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
                return true;
            }
        }
        return false;
    }

    /** RFC 4648 §4, padded to a multiple of four; nothing at all is the encoding of no bytes. */
    static boolean isBase64(char[] text, int offset, int length) {
        if (length % 4 != 0) {
            return false;
        }
        int end = offset + length;
        for (int padding = 0; padding < 2 && end > offset && text[end - 1] == '='; padding++) {
            end--;
        }
        for (int i = offset; i < end; i++) {
            char c = text[i];
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/')) {
                return false;
            }
        }
        return true;
    }
}
