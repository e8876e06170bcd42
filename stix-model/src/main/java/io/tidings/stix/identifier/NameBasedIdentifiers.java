package io.tidings.stix.identifier;

import io.tidings.stix.bytes.ByteSlice;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Identifiers that follow from a name, UUIDv5 (RFC 4122 §4.3): the same name gives the same identifier, anywhere.
 *
 * <p>For SDOs and SROs, a producer needs a namespace of its own; that of SCOs is not allowed (S-013). They rest on
 * SHA-1, so an equal identifier does not prove an equal name (S-206).
 *
 * @param namespace of the names
 */
public record NameBasedIdentifiers(UUID namespace) {
    /** @throws IllegalArgumentException if {@code type} is no object type's name */
    public StixId of(String type, ByteSlice name) {
        ByteBuffer hash = ByteBuffer.wrap(sha1(name));
        long most = hash.getLong() & ~0xf000L | 0x5000L;
        long least = hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new StixId(type + "--" + new UUID(most, least));
    }

    /** As {@link #of(String, ByteSlice)}, with the UTF-8 bytes of {@code name}. */
    public StixId of(String type, String name) {
        return of(type, ByteSlice.ofText(name));
    }

    private byte[] sha1(ByteSlice name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .array());
            digest.update(name.array(), name.offset(), name.length());
            return digest.digest();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-1", missing);
        }
    }
}
