package io.tidings.node.store;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A stretch of a run of the index, as bytes: the number of versions, all their keys, then for each version the length
 * of the rest and the rest.
 */
final class KeyPage {
    private static final int KEY_BYTES = 16;

    private KeyPage() {}

    static byte[] write(List<KeySlot> slots) {
        var page = new ByteSink(8 + slots.size() * 100);
        page.writeNumber(slots.size());
        for (KeySlot slot : slots) {
            page.writeLong(slot.key().getMostSignificantBits());
            page.writeLong(slot.key().getLeastSignificantBits());
        }
        for (KeySlot slot : slots) {
            page.writeNumber(slot.length());
            page.write(slot.bytes(), slot.from(), slot.length());
        }
        return page.toByteArray();
    }

    /** Adds all versions to {@code into}, in the order written. */
    static void read(byte[] page, List<KeySlot> into) {
        var keys = new ByteSource(page);
        int count = keys.readCount();
        ByteSource rest = rest(page, count);
        for (int i = 0; i < count; i++) {
            into.add(next(page, new UUID(keys.readLong(), keys.readLong()), rest));
        }
    }

    private static ByteSource rest(byte[] page, int count) {
        var rest = new ByteSource(page);
        rest.readCount();
        rest.skip(count * KEY_BYTES);
        return rest;
    }

    private static KeySlot next(byte[] page, UUID key, ByteSource rest) {
        int length = rest.readCount();
        var slot = new KeySlot(key, page, rest.position(), length);
        rest.skip(length);
        return slot;
    }

    /** The versions of one object. */
    static List<ObjectVersion> find(byte[] page, UUID key) {
        List<ObjectVersion> versions = new ArrayList<>(1);
        var keys = new ByteSource(page);
        int count = keys.readCount();
        ByteSource rest = rest(page, count);
        for (int i = 0; i < count; i++) {
            boolean same = keys.readLong() == key.getMostSignificantBits();
            same &= keys.readLong() == key.getLeastSignificantBits();
            if (same) {
                versions.add(next(page, key, rest).version());
            } else {
                rest.skip(rest.readCount());
            }
        }
        return versions;
    }
}
