package io.tidings.stix.validate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first 128 bits of a SHA-256: enough that no two things met in practice, or made by anybody, share one. */
record Digest(long high, long low) {

    /** Digests texts; for one thread. */
    static final class Maker {
        private final MessageDigest sha256;

        Maker() {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException missing) {
                throw new IllegalStateException("every Java platform has SHA-256", missing);
            }
        }

        Digest of(String text) {
            return of(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Of two texts, of which the first holds no line break. */
        Digest of(String first, String second) {
            return of(first + '\n' + second);
        }

        private Digest of(byte[] text) {
            ByteBuffer digest = ByteBuffer.wrap(sha256.digest(text));
            return new Digest(digest.getLong(), digest.getLong());
        }
    }
}
