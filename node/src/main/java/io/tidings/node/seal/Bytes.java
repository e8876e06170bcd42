package io.tidings.node.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256, and bytes as text in the one way that seals write them. */
final class Bytes {
    static final int DIGEST = 32;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Bytes() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /** base64url without padding (RFC 7515 §2). */
    static String text(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** {@link #text} in ASCII. */
    static byte[] encoded(byte[] bytes) {
        return ENCODER.encode(bytes);
    }

    /** @throws IllegalArgumentException if it is not what {@link #text} makes of any bytes, to the last bit */
    static byte[] parse(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        // A text that differs in bits nobody reads would be another text with the same meaning.
        if (!text(bytes).equals(text)) {
            throw new IllegalArgumentException("not base64url without padding");
        }
        return bytes;
    }

    /** @throws IllegalArgumentException also if there are not {@code length} bytes */
    static byte[] parse(String text, int length) {
        byte[] bytes = parse(text);
        if (bytes.length != length) {
            throw new IllegalArgumentException(bytes.length + " bytes instead of " + length);
        }
        return bytes;
    }
}
