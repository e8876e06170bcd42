package io.tidings.node.store;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.Head;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

/** Short stand-ins for ids and bytes, that nobody can make two of share. For one thread. */
final class Fingerprints {
    private final MessageDigest sha256;
    private Optional<StixId> lastCreator = Optional.empty(); // objects that come together mostly share theirs
    private long lastCreatorKey;

    Fingerprints() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** The first half of the SHA-256 of the id's text. */
    UUID of(StixId id) {
        return half(sha256.digest(id.value().getBytes(StandardCharsets.UTF_8)));
    }

    /** The first half of the SHA-256 of the bytes. */
    UUID of(ByteSlice bytes) {
        sha256.update(bytes.array(), bytes.offset(), bytes.length());
        return half(sha256.digest());
    }

    /** The first 64 bits of the SHA-256 of the creator's text, 0 without a creator. */
    long ofCreator(Head head) {
        if (head.createdByRef().isEmpty()) {
            return 0;
        }
        if (!head.createdByRef().equals(lastCreator)) {
            lastCreator = head.createdByRef();
            lastCreatorKey = of(lastCreator.get()).getMostSignificantBits();
        }
        return lastCreatorKey;
    }

    private static UUID half(byte[] hash) {
        ByteBuffer buffer = ByteBuffer.wrap(hash);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
