package io.tidings.node.seal;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** What of one object a seal covers, and the digests that join the links of a chain. */
final class Leaf {
    static final int SALT = 16;

    private static final byte[] OBJECT = ascii("{\"object\":\"");
    private static final byte[] PREVIOUS = ascii("\",\"previous\":\"");
    private static final byte[] SALT_MEMBER = ascii("\",\"salt\":\"");
    private static final byte[] END = ascii("\"}");
    private static final byte LEAF = 0;
    private static final byte LINK = 2;

    private Leaf() {}

    /** SHA-256 of the object's canonical form; empty for an object that has none, being no I-JSON. */
    static Optional<byte[]> object(ByteSlice object) {
        try {
            return Optional.of(CanonicalForm.sha256(object));
        } catch (IllegalArgumentException noCanonicalForm) {
            return Optional.empty();
        }
    }

    /**
     * The hash in the tree: of the canonical JSON of three members, here written as such at once.
     *
     * @param sha256 to compute it with, for many of them
     */
    static byte[] hash(MessageDigest sha256, byte[] object, Optional<byte[]> previous, byte[] salt) {
        sha256.update(LEAF);
        sha256.update(OBJECT);
        sha256.update(Bytes.encoded(object));
        if (previous.isPresent()) {
            sha256.update(PREVIOUS);
            sha256.update(Bytes.encoded(previous.get()));
        }
        sha256.update(SALT_MEMBER);
        sha256.update(Bytes.encoded(salt));
        return sha256.digest(END);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What the next link names as its previous one: bound to what was sealed and to the seal itself. */
    static byte[] link(MessageDigest sha256, byte[] leaf, Seal seal) {
        sha256.update(LINK);
        sha256.update(leaf);
        return sha256.digest(seal.digest());
    }
}
