package io.tidings.node.store;

import java.util.Comparator;
import java.util.UUID;

/**
 * One version in the index: its key, and all else as bytes, so that merging moves it without looking inside.
 *
 * @param bytes where the rest lies, from {@code from} on, {@code length} of them; not to be written to
 */
record KeySlot(UUID key, byte[] bytes, int from, int length) {
    /** By key as an unsigned number, so that keys that begin with the same bits lie together; UUID's own is signed. */
    static final Comparator<KeySlot> ORDER = (one, other) -> {
        int first = Long.compareUnsigned(one.key.getMostSignificantBits(), other.key.getMostSignificantBits());
        return first != 0
                ? first
                : Long.compareUnsigned(one.key.getLeastSignificantBits(), other.key.getLeastSignificantBits());
    };

    static KeySlot of(ObjectVersion version) {
        var rest = new ByteSink(80);
        rest.writeNumber(version.collection());
        rest.writeNumber(version.added());
        rest.writeNumber(version.spec());
        rest.writeText(version.version());
        rest.writeLong(version.digest().getMostSignificantBits());
        rest.writeLong(version.digest().getLeastSignificantBits());
        rest.writeNumber(version.source());
        rest.writeLong(version.creatorKey());
        return new KeySlot(version.key(), rest.toByteArray(), 0, rest.size());
    }

    ObjectVersion version() {
        var in = new ByteSource(bytes);
        in.skip(from);
        int collection = in.readCount();
        long added = in.readNumber();
        int spec = in.readCount();
        String version = in.readText();
        var digest = new UUID(in.readLong(), in.readLong());
        int source = in.readCount();
        return new ObjectVersion(key, collection, added, spec, version, digest, source, in.readLong());
    }
}
