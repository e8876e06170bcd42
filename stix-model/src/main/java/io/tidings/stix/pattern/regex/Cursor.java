package io.tidings.stix.pattern.regex;

/** A place in an expression's text. */
final class Cursor {
    private final String text;
    private int at;

    Cursor(String text) {
        this.text = text;
    }

    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** The code point here; there is one. */
    int peek() {
        return text.codePointAt(at);
    }

    int next() {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    char previous() {
        return text.charAt(at - 1);
    }

    boolean take(char c) {
        boolean here = at < text.length() && text.charAt(at) == c;
        at += here ? 1 : 0;
        return here;
    }

    boolean take(String word) {
        boolean here = text.startsWith(word, at);
        at += here ? word.length() : 0;
        return here;
    }

    /** What stands before the next {@code close}, which is passed over. */
    String until(char close) throws RegexException {
        int end = text.indexOf(close, at);
        if (end < 0) {
            throw malformed("\"" + close + "\" is missing");
        }
        String inner = text.substring(at, end);
        at = end + 1;
        return inner;
    }

    void skipPast(char close) throws RegexException {
        until(close);
    }

    void skipSpaceAndComments() {
        while (!atEnd()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (c == ' ' || c >= 9 && c <= 13) {
                at++;
            } else {
                return;
            }
        }
    }

    /** Takes {@code {n}}, {@code {n,}} or {@code {n,m}}: n, and m or -1; nothing, if none stands here. */
    int[] takeRange() {
        int before = at;
        if (take('{')) {
            int least = number();
            if (least >= 0 && take('}')) {
                return new int[] {least, least};
            }
            if (least >= 0 && take(',')) {
                int most = number();
                if (take('}')) {
                    return new int[] {least, most};
                }
            }
        }
        at = before;
        return new int[0];
    }

    /** The digits here as a number, cut off above a million; -1 if there are none. */
    int number() {
        int value = -1;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = Math.min(1_000_000, Math.max(0, value) * 10 + text.charAt(at) - '0');
            at++;
        }
        return value;
    }

    RegexException malformed(String message) {
        return new RegexException(message, Math.min(at, text.length()), false);
    }

    RegexException unsupported(String what) {
        return new RegexException(what + " is not supported", Math.min(at, text.length()), true);
    }
}
