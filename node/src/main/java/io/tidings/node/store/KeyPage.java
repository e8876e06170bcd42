package io.tidings.node.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A stretch of a run of the index, as bytes: the number of versions, all their keys, then for each version the length
 * of the rest and the rest. Ascending by key, and by stamp where keys are equal.
 */
final class KeyPage {
    /** The order of versions in pages and runs. */
    static final Comparator<ObjectVersion> ORDER = ((Comparator<ObjectVersion>)
                    (one, other) -> compare(one.key(), other.key()))
            .thenComparingLong(ObjectVersion::added)
            .thenComparingInt(ObjectVersion::collection);

    private static final int KEY_BYTES = 16;

    private KeyPage() {}

    // UUID's own order is by signed halves; the pages of a run are by the unsigned first bits.
    private static int compare(UUID one, UUID other) {
        int first = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return first != 0
                ? first
                : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    /** @param versions in {@link #ORDER} */
    static byte[] write(List<ObjectVersion> versions) {
        var page = new ByteSink(8 + versions.size() * 100);
        page.writeNumber(versions.size());
        for (ObjectVersion version : versions) {
            page.writeLong(version.key().getMostSignificantBits());
            page.writeLong(version.key().getLeastSignificantBits());
        }
        var rest = new ByteSink(128);
        for (ObjectVersion version : versions) {
            rest.clear();
            rest.writeNumber(version.collection());
            rest.writeNumber(version.added());
            rest.writeNumber(version.spec());
            rest.writeText(version.version());
            rest.writeLong(version.digest().getMostSignificantBits());
            rest.writeLong(version.digest().getLeastSignificantBits());
            rest.writeNumber(version.source());
            rest.writeLong(version.creatorKey());
            page.writeNumber(rest.size());
            page.write(rest);
        }
        return page.toByteArray();
    }

    static List<ObjectVersion> read(byte[] page) {
        var keys = new ByteSource(page);
        int count = keys.readCount();
        var rest = new ByteSource(page);
        rest.readCount();
        rest.skip(count * KEY_BYTES);
        List<ObjectVersion> versions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rest.readCount();
            versions.add(readRest(new UUID(keys.readLong(), keys.readLong()), rest));
        }
        return versions;
    }

    /** Adds the versions of one object to {@code into}. */
    static void find(byte[] page, UUID key, List<ObjectVersion> into) {
        var keys = new ByteSource(page);
        int count = keys.readCount();
        var rest = new ByteSource(page);
        rest.readCount();
        rest.skip(count * KEY_BYTES);
        for (int i = 0; i < count; i++) {
            boolean same = keys.readLong() == key.getMostSignificantBits();
            same &= keys.readLong() == key.getLeastSignificantBits();
            int length = rest.readCount();
            if (same) {
                into.add(readRest(key, rest));
            } else {
                rest.skip(length);
            }
        }
    }

    private static ObjectVersion readRest(UUID key, ByteSource in) {
        int collection = in.readCount();
        long added = in.readNumber();
        int spec = in.readCount();
        String version = in.readText();
        var digest = new UUID(in.readLong(), in.readLong());
        int source = in.readCount();
        return new ObjectVersion(key, collection, added, spec, version, digest, source, in.readLong());
    }
}
