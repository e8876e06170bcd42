package io.tidings.node.store;

import java.util.ArrayList;
import java.util.List;

/** Entries of one append that are stored together; at least one, ascending by stamp. */
final class Chunk {
    static final int MAX_ENTRIES = 1_000;
    /** So that a thousand usual objects lie together, and a chunk's objects are one value of the database. */
    static final int TARGET_BYTES = 768 << 10;

    private final int collection;
    private final int source;
    private final long receipt;
    private final int audience;
    private final List<NewEntry> entries = new ArrayList<>();
    private long bodyBytes = -1; // the first object has no comma before it

    /** One for everyone. */
    Chunk(int collection, int source, long receipt) {
        this(collection, source, receipt, AudienceTable.EVERYONE);
    }

    /**
     * @param source number of who gave it
     * @param audience number of whom it is for
     */
    Chunk(int collection, int source, long receipt, int audience) {
        this.audience = audience;
        this.collection = collection;
        this.source = source;
        this.receipt = receipt;
    }

    boolean hasRoomFor(NewEntry entry) {
        return entries.isEmpty()
                || entries.size() < MAX_ENTRIES
                        && bodyBytes + 1 + entry.object().bytes().length() <= TARGET_BYTES;
    }

    void add(NewEntry entry) {
        entries.add(entry);
        bodyBytes += 1 + entry.object().bytes().length();
    }

    int source() {
        return source;
    }

    int audience() {
        return audience;
    }

    long receipt() {
        return receipt;
    }

    ChunkPlace place() {
        return new ChunkPlace(collection, lastAdded(), firstAdded(), source, receipt);
    }

    List<NewEntry> entries() {
        return entries;
    }

    long firstAdded() {
        return entries.get(0).version().added();
    }

    long lastAdded() {
        return entries.get(entries.size() - 1).version().added();
    }

    /** The objects joined by commas. */
    byte[] bodies() {
        byte[] joined = new byte[Math.toIntExact(bodyBytes)];
        int at = 0;
        for (NewEntry entry : entries) {
            if (at > 0) {
                joined[at++] = ',';
            }
            var bytes = entry.object().bytes();
            System.arraycopy(bytes.array(), bytes.offset(), joined, at, bytes.length());
            at += bytes.length();
        }
        return joined;
    }
}
