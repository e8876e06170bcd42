package io.tidings.stix.canonical;

import io.tidings.stix.bytes.ByteSlice;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The canonical form of JSON (RFC 8785), its digest, and equality of content.
 *
 * <p>Time and memory grow with the text alone, which the caller bounds; nesting beyond 1,000 levels and numbers
 * of more than 1,000 characters are refused. Safe for use by several threads.
 */
public final class CanonicalForm {
    private CanonicalForm() {}

    /**
     * The canonical bytes of one JSON value, with white space around it or without.
     *
     * @throws IllegalArgumentException if {@code json} is no I-JSON (RFC 7493): not well-formed, not UTF-8, a name
     *     twice in one object, a surrogate without its partner, or a number that does not fit a double
     */
    public static ByteSlice of(ByteSlice json) {
        return DirectWriter.write(json).orElseGet(() -> CanonicalWriter.write(json, Spelling.CANONICAL));
    }

    /**
     * SHA-256 of {@link #of(ByteSlice)}, 32 bytes.
     *
     * @throws IllegalArgumentException as {@link #of(ByteSlice)}
     */
    public static byte[] sha256(ByteSlice json) {
        ByteSlice canonical = of(json);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(canonical.array(), canonical.offset(), canonical.length());
            return digest.digest();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /**
     * Whether two representations of one object version say the same: order of members and white space
     * apart, numbers compared by value exactly, and the object's own properties of type timestamp as instants.
     *
     * @throws IllegalArgumentException if either is no I-JSON; a number may have any size here
     */
    public static boolean sameContent(ByteSlice one, ByteSlice other) {
        return one.equals(other)
                || CanonicalWriter.write(one, Spelling.BY_VALUE)
                        .equals(CanonicalWriter.write(other, Spelling.BY_VALUE));
    }
}
