package io.tidings.stix.validate;

/** URLs as text (RFC 3986). */
final class Urls {
    private static final String SIGNS = "-._~:/?#[]@!$&'()*+,;=";

    private Urls() {}

    /**
     * Why {@code text} is no URL, in words that follow it; empty if it is one. Characters beyond ASCII are let pass:
     * they make it an IRI, and what victims were sent is often one.
     */
    static String fault(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || !isScheme(text, colon)) {
            return "has no scheme";
        }
        if (colon == text.length() - 1) {
            return "has nothing behind its scheme";
        }
        for (int i = colon + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (!isEncoded(text, i)) {
                    return "has a percent sign without two hexadecimal digits";
                }
                i += 2;
            } else if (c < 0x80 && !isPlain(c)) {
                return c <= ' ' || c == 0x7f
                        ? "has a space or control character"
                        : "has a character that no URL has: " + c;
            }
        }
        return "";
    }

    private static boolean isScheme(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean other = c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
            if (!letter && (!other || i == 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEncoded(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || SIGNS.indexOf(c) >= 0;
    }
}
