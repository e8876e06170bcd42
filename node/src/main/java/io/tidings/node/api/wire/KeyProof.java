package io.tidings.node.api.wire;

import io.tidings.node.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What shows that the server knows the operator key, so that a command may show its own: the SHA-256 of key, nonce and
 * key.
 *
 * <p>Not an HMAC: loading that part of the Java runtime takes a command longer than all else it does. With 256 random
 * bits of key on both sides, of fixed length, the hash is as good.
 */
public final class KeyProof {
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{32}");

    private KeyProof() {}

    /** Whether {@code nonce} has the one form allowed, 32 hexadecimal digits in lower case. */
    public static boolean isNonce(String nonce) {
        return NONCE.matcher(nonce).matches();
    }

    /** 64 hexadecimal digits. */
    public static String of(Secret operatorKey, String nonce) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(operatorKey.bytes());
            digest.update(nonce.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(operatorKey.bytes()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
