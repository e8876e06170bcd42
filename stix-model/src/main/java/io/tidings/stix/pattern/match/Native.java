package io.tidings.stix.pattern.match;

import io.tidings.stix.pattern.syntax.ObjectPath;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a string property holds, which its name tells (STIX 2.1 §2.1, §2.8). */
enum Native {
    TEXT,
    BINARY,
    HEX;

    static Native of(ObjectPath path) {
        String name = path.lastKey().name();
        return name.endsWith("_bin") ? BINARY : name.endsWith("_hex") ? HEX : TEXT;
    }

    /** The bytes of a string value: decoded, or of text its characters below U+0100 as one each; empty if it has none. */
    Optional<byte[]> bytes(JsonValue value) {
        if (!(value instanceof JsonString string)) {
            return Optional.empty();
        }
        return switch (this) {
            case TEXT -> latin(string.text());
            case HEX -> hex(string.text());
            case BINARY -> base64(string.text());
        };
    }

    static Optional<byte[]> latin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xff) {
                return Optional.empty();
            }
        }
        return Optional.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Optional<byte[]> hex(String text) {
        if (text.length() % 2 != 0) {
            return Optional.empty();
        }
        byte[] bytes = new byte[text.length() / 2];
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                return Optional.empty();
            }
            bytes[i / 2] = (byte) (bytes[i / 2] << 4 | digit);
        }
        return Optional.of(bytes);
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
