package io.tidings.taxii.server.query;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-encoding of URLs (RFC 3986 §2.1), strictly. */
public final class PercentEncoding {
    private PercentEncoding() {}

    /**
     * The text that {@code raw} stands for, or empty if it is malformed or no UTF-8.
     *
     * @param plusIsBlank as in forms
     */
    public static Optional<String> decode(String raw, boolean plusIsBlank) {
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '%') {
                int high = hexDigit(bytes, i + 1);
                int low = hexDigit(bytes, i + 2);
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                b = (byte) (high << 4 | low);
                i += 2;
            } else if (b == '+' && plusIsBlank) {
                b = ' ';
            }
            bytes[length++] = b;
        }
        return text(bytes, length);
    }

    private static int hexDigit(byte[] bytes, int at) {
        return at < bytes.length ? Character.digit(bytes[at], 16) : -1;
    }

    private static Optional<String> text(byte[] bytes, int length) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
