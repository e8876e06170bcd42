package io.tidings.stix.identifier;

import java.util.Optional;

/**
 * A STIX identifier, {@code object-type--UUID} (STIX 2.1 §2.9).
 *
 * <p>Keeps the text as received: rewritten, even in letter case only, it would break signatures. The
 * type is checked for form, not for being known (§3.1): a node carries types it has never heard of.
 */
public record StixId(String value) {
    private static final int UUID_LENGTH = 36;
    private static final int SHORTEST_TYPE = 1;
    private static final int LONGEST_TYPE = 250;

    /** @throws IllegalArgumentException if {@code value} has another form; the message quotes it */
    public StixId {
        if (!isIdentifier(value)) {
            throw new IllegalArgumentException("not a STIX identifier (object-type--UUID): "
                    + (value.length() > 320 ? value.substring(0, 320) + "…" : value));
        }
    }

    /** The identifier that {@code text} spells, or empty if it spells none. */
    public static Optional<StixId> parse(String text) {
        return isIdentifier(text) ? Optional.of(new StixId(text)) : Optional.empty();
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
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(start + i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return true;
    }
}
