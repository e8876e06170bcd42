package io.tidings.taxii.server.cursor;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret under which cursors are made. Nodes that serve the same content share it; with another key, cursors
 * handed out before are answered with 400, and their holders begin again from {@code added_after}.
 */
public final class CursorKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 32;

    private final SecretKeySpec key;

    private CursorKey(SecretKeySpec key) {
        this.key = key;
    }

    /** @throws IllegalArgumentException if {@code secret} is shorter than 32 bytes */
    public static CursorKey of(byte[] secret) {
        if (secret.length < SHORTEST) {
            throw new IllegalArgumentException("a cursor key has at least " + SHORTEST + " bytes: " + secret.length);
        }
        return new CursorKey(new SecretKeySpec(secret, ALGORITHM));
    }

    byte[] mac(byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** Hides the key. */
    @Override
    public String toString() {
        return "CursorKey[]";
    }
}
