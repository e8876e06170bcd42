package io.tidings.node.seal;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** What of one object a seal covers, and the digests that join the links of a chain. */
final class Leaf {
    static final int SALT = 16;

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

    /** The hash in the tree: of the canonical JSON of three members, here written as such at once. */
    static byte[] hash(byte[] object, Optional<byte[]> previous, byte[] salt) {
        String leaf = "{\"object\":\"" + Bytes.text(object) + "\""
                + previous.map(digest -> ",\"previous\":\"" + Bytes.text(digest) + "\"").orElse("")
                + ",\"salt\":\"" + Bytes.text(salt) + "\"}";
        MessageDigest sha256 = Bytes.sha256();
        sha256.update(LEAF);
        return sha256.digest(leaf.getBytes(StandardCharsets.US_ASCII));
    }

    /** What the next link names as its previous one: bound to what was sealed and to the seal itself. */
    static byte[] link(byte[] leaf, Seal seal) {
        MessageDigest sha256 = Bytes.sha256();
        sha256.update(LINK);
        sha256.update(leaf);
        return sha256.digest(seal.digest());
    }
}
