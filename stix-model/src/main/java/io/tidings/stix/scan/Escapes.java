package io.tidings.stix.scan;

import java.nio.charset.StandardCharsets;

/** The escapes of JSON strings (RFC 8259 §7). */
final class Escapes {
    private static final int UNIT_DIGITS = 4;

    private Escapes() {}

    /** The index behind the escape that begins with the backslash at {@code at}, or -1 if there is none of that form before {@code limit}. */
    static int end(byte[] bytes, int at, int limit) {
        if (at + 1 >= limit) {
            return -1;
        }
        return switch (bytes[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
            case 'u' -> endOfUnit(bytes, at + 2, limit);
            default -> -1;
        };
    }

    private static int endOfUnit(byte[] bytes, int from, int limit) {
        int end = from + UNIT_DIGITS;
        if (end > limit) {
            return -1;
        }
        for (int i = from; i < end; i++) {
            if (Character.digit(bytes[i], 16) < 0) {
                return -1;
            }
        }
        return end;
    }

    /** What the inside of a sound string means: UTF-8, with sound escapes, each surrogate with its partner. */
    static String unescape(byte[] bytes, int start, int end) {
        // No escape is shorter than what it stands for in UTF-8.
        byte[] plain = new byte[end - start];
        int length = 0;
        int i = start;
        while (i < end) {
            int found = Words.endOfPlain(bytes, i, end);
            int backslash = found >= 0 ? found : ~found;
            System.arraycopy(bytes, i, plain, length, backslash - i);
            length += backslash - i;
            if (backslash == end) {
                break;
            }
            i = backslash + 2;
            byte kind = bytes[backslash + 1];
            if (kind != 'u') {
                plain[length++] = meaning(kind);
                continue;
            }
            int character = unit(bytes, i);
            i += UNIT_DIGITS;
            if (Character.isHighSurrogate((char) character)) {
                character = Character.toCodePoint((char) character, (char) unit(bytes, i + 2));
                i += 2 + UNIT_DIGITS;
            }
            length = put(plain, length, character);
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    private static byte meaning(byte kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }

    private static int unit(byte[] bytes, int from) {
        int unit = 0;
        for (int i = from; i < from + UNIT_DIGITS; i++) {
            unit = unit << 4 | Character.digit(bytes[i], 16);
        }
        return unit;
    }

    private static int put(byte[] into, int at, int character) {
        int i = at;
        if (character < 0x80) {
            into[i++] = (byte) character;
            return i;
        }
        if (character < 0x800) {
            into[i++] = (byte) (0xc0 | character >> 6);
        } else {
            if (character < 0x10000) {
                into[i++] = (byte) (0xe0 | character >> 12);
            } else {
                into[i++] = (byte) (0xf0 | character >> 18);
                into[i++] = (byte) (0x80 | character >> 12 & 0x3f);
            }
            into[i++] = (byte) (0x80 | character >> 6 & 0x3f);
        }
        into[i++] = (byte) (0x80 | character & 0x3f);
        return i;
    }
}
