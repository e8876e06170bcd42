package io.tidings.stix.pattern.match;

import io.tidings.stix.pattern.regex.Found;
import io.tidings.stix.pattern.regex.Steps;
import java.text.Normalizer;
import java.util.Optional;

/** How strings are ordered, normalised and matched with wildcards (STIX 2.1 §9.6.1). */
final class Texts {
    /** Below it no character combines or changes in NFC. */
    private static final char FIRST_COMBINING = 0x300;
    /** UAX 15 calls 30 safe; normalising longer runs costs the square of their length. */
    private static final int LONGEST_RUN_OF_MARKS = 256;

    private Texts() {}

    /** By code point; {@code String.compareTo} would put U+FFFD after U+1F600. */
    static int compare(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                return Character.compare(rank(a), rank(b));
            }
        }
        return one.length() - other.length();
    }

    /** Surrogates after all other units, whose order they keep. */
    private static char rank(char unit) {
        return (char) (unit < 0xD800 ? unit : unit >= 0xE000 ? unit - 0x800 : unit + 0x2000);
    }

    /** {@code text} in NFC; empty if that would cost too much. */
    static Optional<String> normalized(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) < FIRST_COMBINING) {
            i++;
        }
        if (i == text.length()) {
            return Optional.of(text);
        }
        int run = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            int type = Character.getType(c);
            boolean mark = type == Character.NON_SPACING_MARK
                    || type == Character.ENCLOSING_MARK
                    || type == Character.COMBINING_SPACING_MARK;
            run = mark ? run + 1 : 0;
            if (run > LONGEST_RUN_OF_MARKS) {
                return Optional.empty();
            }
            i += Character.charCount(c);
        }
        return Optional.of(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    /**
     * Whether all of {@code text} fits {@code wildcards}, in which {@code %} is any run of characters and {@code _}
     * any one. Goes back to the last {@code %} only, so the work is at most the product of the lengths.
     */
    static Found like(String text, String wildcards, Steps steps) {
        int at = 0;
        int w = 0;
        int lastWildcard = -1;
        int lastAt = 0;
        while (at < text.length()) {
            if (!steps.spend(1)) {
                return Found.GAVE_UP;
            }
            int c = text.codePointAt(at);
            int expected = w < wildcards.length() ? wildcards.codePointAt(w) : -1;
            if (expected == '%') {
                lastWildcard = w++;
                lastAt = at;
            } else if (expected == '_' || expected == c) {
                at += Character.charCount(c);
                w += Character.charCount(expected);
            } else if (lastWildcard >= 0) {
                w = lastWildcard + 1;
                lastAt += Character.charCount(text.codePointAt(lastAt));
                at = lastAt;
            } else {
                return Found.NO;
            }
        }
        while (w < wildcards.length() && wildcards.charAt(w) == '%') {
            w++;
        }
        return w == wildcards.length() ? Found.YES : Found.NO;
    }
}
