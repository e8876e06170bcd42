package io.tidings.node.store;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.StixObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** What the index keeps of one object version in one collection. */
final class ObjectVersion {
    private final UUID key;
    private final int collection;
    private final int spec;
    private final String version;
    private final UUID digest;
    private final int source;
    private final long creatorKey;
    private long added;

    /**
     * @param key as {@link #key(StixId)}
     * @param spec and {@code version} as in {@link VersionKey}
     * @param digest as {@link #digest(StixObject)}
     * @param source number of who gave it first
     * @param creatorKey as {@link #creatorKey(Head)}
     */
    ObjectVersion(
            UUID key, int collection, long added, int spec, String version, UUID digest, int source, long creatorKey) {
        this.key = key;
        this.collection = collection;
        this.added = added;
        this.spec = spec;
        this.version = version;
        this.digest = digest;
        this.source = source;
        this.creatorKey = creatorKey;
    }

    static ObjectVersion of(StixObject object, int collection, long added, int source) {
        return new ObjectVersion(
                key(object.id()),
                collection,
                added,
                VersionKey.spec(object.head()),
                VersionKey.version(object.head()),
                digest(object),
                source,
                creatorKey(object.head()));
    }

    /** The first half of the SHA-256 of the id's text: short, and nobody can make two ids share one. */
    static UUID key(StixId id) {
        MessageDigest sha256 = sha256();
        return half(sha256.digest(id.value().getBytes(StandardCharsets.UTF_8)));
    }

    /** The first half of the SHA-256 of the object's bytes. */
    static UUID digest(StixObject object) {
        MessageDigest sha256 = sha256();
        sha256.update(
                object.bytes().array(), object.bytes().offset(), object.bytes().length());
        return half(sha256.digest());
    }

    /** The first 64 bits of the SHA-256 of the creator's text, 0 without a creator. */
    static long creatorKey(Head head) {
        return head.createdByRef()
                .map(creator -> key(creator).getMostSignificantBits())
                .orElse(0L);
    }

    UUID key() {
        return key;
    }

    int collection() {
        return collection;
    }

    long added() {
        return added;
    }

    int spec() {
        return spec;
    }

    String version() {
        return version;
    }

    UUID digest() {
        return digest;
    }

    int source() {
        return source;
    }

    long creatorKey() {
        return creatorKey;
    }

    /** Gives another stamp to an entry that is not in the database yet. */
    void moveTo(long stamp) {
        added = stamp;
    }

    boolean isSameEntryAs(ObjectVersion other) {
        return collection == other.collection && added == other.added && key.equals(other.key);
    }

    /** Whether this is what a reader gets rather than {@code other}: newest specification version, then newest version. */
    boolean isPreferredTo(ObjectVersion other) {
        return spec != other.spec ? spec > other.spec : version.compareTo(other.version) > 0;
    }

    private static UUID half(byte[] hash) {
        ByteBuffer buffer = ByteBuffer.wrap(hash);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
