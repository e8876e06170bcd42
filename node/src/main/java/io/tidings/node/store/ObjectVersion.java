package io.tidings.node.store;

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
     * @param key as {@link Fingerprints#of(io.tidings.stix.identifier.StixId)}
     * @param spec and {@code version} as in {@link VersionKey}
     * @param digest as {@link Fingerprints#of(io.tidings.stix.bytes.ByteSlice)}
     * @param source number of who gave it first
     * @param creatorKey as {@link Fingerprints#ofCreator}
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
}
