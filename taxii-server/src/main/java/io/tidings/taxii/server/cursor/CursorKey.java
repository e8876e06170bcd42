package io.tidings.taxii.server.cursor;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret under which cursors are made. Nodes that serve the same content share it; with another key, cursors
 * handed out before are answered with 400, and their holders begin again from {@code added_after}.
 */
public final class CursorKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    // What a derived value is for: one key of the program's, two uses.
    private static final byte NONCES = 1;
    private static final byte ENCRYPTION = 2;

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

    /**
     * Encrypts and authenticates {@code content}, bound to {@code context}. The nonce comes from both, so that no nonce
     * ever serves two contents.
     */
    byte[] seal(byte[] content, byte[] context) {
        byte[] nonce = Arrays.copyOf(mac(NONCES, context, content), NONCE_BYTES);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context, content, 0)
                .orElseThrow(() -> new IllegalStateException("encryption failed"));
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
        return all;
    }

    /** What was sealed, or empty if it was changed or is bound to another context. */
    Optional<byte[]> open(byte[] sealed, byte[] context) {
        return sealed.length <= NONCE_BYTES
                ? Optional.empty()
                : cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), context, sealed, NONCE_BYTES);
    }

    private Optional<byte[]> cipher(int mode, byte[] nonce, byte[] context, byte[] input, int from) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            SecretKeySpec encryption = new SecretKeySpec(mac(ENCRYPTION, new byte[0], new byte[0]), "AES");
            cipher.init(mode, encryption, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context);
            return Optional.of(cipher.doFinal(input, from, input.length - from));
        } catch (AEADBadTagException changed) {
            return Optional.empty();
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private byte[] mac(byte purpose, byte[] context, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(purpose);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(context.length).array());
            mac.update(context);
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
