package io.tidings.stix.identifier;

import java.util.Optional;

/**
 * A STIX identifier, {@code object-type--UUID} (STIX 2.1 §2.9).
 *
 * <p>Keeps the text as received: rewritten, even in letter case only, it would break signatures. The
 * type is checked for form, not for being known (§3.1): a node carries types it has never heard of.
 */
public final class StixId {
    private static final int UUID_LENGTH = 36;
    private static final int SHORTEST_TYPE = 1;
    private static final int LONGEST_TYPE = 250;

    /** By character; a table, since three comparisons a digit are a fifth of the reading of a head. */
    private static final boolean[] HEX = new boolean['f' + 1];

    static {
        for (char digit : "0123456789abcdefABCDEF".toCharArray()) {
            HEX[digit] = true;
        }
    }

    private final String value;

    /** @throws IllegalArgumentException if {@code value} has another form; the message quotes it */
    public StixId(String value) {
        this(value, isIdentifier(value));
    }

    private StixId(String value, boolean isIdentifier) {
        if (!isIdentifier) {
            throw new IllegalArgumentException("not a STIX identifier (object-type--UUID): "
                    + (value.length() > 320 ? value.substring(0, 320) + "…" : value));
        }
        this.value = value;
    }

    /** The identifier that {@code text} spells, or empty if it spells none. */
    public static Optional<StixId> parse(String text) {
        return isIdentifier(text) ? Optional.of(new StixId(text, true)) : Optional.empty();
    }

    /**
     * An identifier that was checked before, such as one that the caller has written itself. Its form is not looked at
     * again: where a page of a thousand objects is read, that is a quarter of the work.
     */
    public static StixId known(String text) {
        return new StixId(text, true);
    }

    /** The text as received. */
    public String value() {
        return value;
    }

    /** The object type in front of the first {@code --}. */
    public String type() {
        return value.substring(0, value.length() - UUID_LENGTH - 2);
    }

    /** The UUID's text as received, letter case included. */
    public String uuidText() {
        return value.substring(value.length() - UUID_LENGTH);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StixId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }

    // By hand: a regular expression here would cost more than reading the rest of the object.
    private static boolean isIdentifier(String text) {
        int typeLength = text.length() - UUID_LENGTH - 2;
        if (typeLength < SHORTEST_TYPE || typeLength > LONGEST_TYPE) {
            return false;
        }
        if (text.charAt(typeLength) != '-' || text.charAt(typeLength + 1) != '-') {
            return false;
        }
        return isType(text, typeLength) && isUuid(text, typeLength + 2);
    }

    private static boolean isType(String text, int length) {
        char previous = '-';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            boolean other = c >= '0' && c <= '9' || c == '-';
            if (!letter && (!other || i == 0) || c == '-' && previous == '-') {
                return false;
            }
            previous = c;
        }
        return previous != '-';
    }

    // Not UUID.fromString: it takes "1-1-1-1-1" for a UUID.
    private static boolean isUuid(String text, int start) {
        return text.charAt(start + 8) == '-'
                && text.charAt(start + 13) == '-'
                && text.charAt(start + 18) == '-'
                && text.charAt(start + 23) == '-'
                && isHex(text, start, 8)
                && isHex(text, start + 9, 4)
                && isHex(text, start + 14, 4)
                && isHex(text, start + 19, 4)
                && isHex(text, start + 24, 12);
    }

    private static boolean isHex(String text, int start, int length) {
        boolean hex = true;
        for (int i = start; i < start + length; i++) {
            char c = text.charAt(i);
            hex &= c < HEX.length && HEX[c];
        }
        return hex;
    }
}
