package io.tidings.node.store;

import io.tidings.node.store.ChunkTable.ChunkHead;
import io.tidings.node.store.DirectoryReader.Located;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads logs as far as they are durable. */
final class LogReader {
    private static final int FIRST_HEADS = 3;
    private static final int MOST_HEADS = 64;

    private final Tables tables;

    LogReader(Tables tables) {
        this.tables = tables;
    }

    /** @param bound {@code through}, or the newest stamp that readers may see where that is older */
    LogPage read(Connection connection, StoredLog log, long after, long bound, int maxEntries, long maxBytes)
            throws SQLException {
        if (after >= bound) {
            return new LogPage(List.of(), after, false);
        }
        var page = new Picking(maxEntries, maxBytes);
        long from = after;
        int ask = FIRST_HEADS;
        while (!page.full) {
            List<ChunkHead> heads = tables.chunks().heads(connection, log.number(), from, bound, ask);
            for (ChunkHead head : heads) {
                page.pick(head, after, bound);
                from = head.lastAdded();
            }
            if (heads.size() < ask) {
                break;
            }
            ask = Math.min(MOST_HEADS, ask * 4);
        }
        return page(connection, log, page, bound);
    }

    /** As {@link Store#arrivals}; chunks next to one another that came together are one. */
    List<Arrival> arrivals(Connection connection, StoredLog log, long after, long bound, int max) throws SQLException {
        List<Arrival> arrivals = new ArrayList<>();
        UUID id = log.collection().id();
        long receipt = -1;
        for (ChunkHead head : after >= bound
                ? List.<ChunkHead>of()
                : tables.chunks().heads(connection, log.number(), after, bound, max)) {
            int last = arrivals.size() - 1;
            long entries = head.entries().remaining();
            if (head.receipt() == receipt) {
                Arrival begun = arrivals.get(last);
                arrivals.set(
                        last,
                        new Arrival(id, begun.first(), head.lastAdded(), begun.entries() + entries, begun.receipt()));
            } else {
                receipt = head.receipt();
                arrivals.add(new Arrival(
                        id,
                        head.firstAdded(),
                        head.lastAdded(),
                        entries,
                        tables.receipts().get(connection, receipt)));
            }
        }
        return arrivals;
    }

    /** As {@link Store#entries}. */
    List<Entry> entries(Connection connection, StoredLog log, long after, long bound, int max) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        long from = after;
        while (entries.size() < max && from < bound) {
            List<ChunkHead> heads = tables.chunks().heads(connection, log.number(), from, bound, 1);
            if (heads.isEmpty()) {
                break;
            }
            ChunkHead head = heads.get(0);
            Set<Long> superseded =
                    tables.superseded().find(connection, log.number(), head.firstAdded(), head.lastAdded(), bound);
            var described = new Described(
                    log,
                    tables.receipts().sourceName(connection, head.source()),
                    superseded,
                    tables.audiences().principals(connection, head.audience()));
            DirectoryReader directory = head.entries();
            while (directory.hasNext() && entries.size() < max) {
                Located located = directory.next();
                if (located.added() > after && located.added() <= bound) {
                    entries.add(described.entry(located));
                }
            }
            from = head.lastAdded();
        }
        return entries;
    }

    private LogPage page(Connection connection, StoredLog log, Picking page, long bound) throws SQLException {
        if (page.picked.isEmpty()) {
            return new LogPage(List.of(), bound, false);
        }
        List<ChunkHead> heads = page.picked.stream().map(Picked::chunk).toList();
        Map<Long, byte[]> bodies = tables.chunks().bodies(connection, heads);
        long first = page.picked.get(0).entries().get(0).added();
        Set<Long> superseded = tables.superseded().find(connection, log.number(), first, page.lastPicked, bound);
        List<LogPage.Item> items = new ArrayList<>(page.count);
        for (Picked chunk : page.picked) {
            String source =
                    tables.receipts().sourceName(connection, chunk.chunk().source());
            List<String> audience =
                    tables.audiences().principals(connection, chunk.chunk().audience());
            addItems(items, new Described(log, source, superseded, audience), chunk, bodies);
        }
        return new LogPage(items, page.full ? page.lastPicked : bound, page.full);
    }

    private static void addItems(
            List<LogPage.Item> items, Described described, Picked chunk, Map<Long, byte[]> bodies) {
        byte[] all = bodies.get(chunk.chunk().lastAdded());
        if (all == null) {
            throw new IllegalStateException("the database lacks the objects of the chunk that ends at "
                    + chunk.chunk().lastAdded() + " in collection "
                    + described.log().collection().id());
        }
        ByteSlice run = chunk.cut(all);
        long start = chunk.entries().get(0).offset();
        boolean joined = false;
        for (Located entry : chunk.entries()) {
            items.add(new LogPage.Item(
                    described.entry(entry),
                    run.slice(Math.toIntExact(entry.offset() - start), entry.length()),
                    joined));
            joined = true;
        }
    }

    /** What an entry is besides what the directory says. */
    private record Described(StoredLog log, String source, Set<Long> superseded, List<String> audience) {
        Entry entry(Located entry) {
            return new Entry(
                    log.collection().id(),
                    entry.added(),
                    entry.head(),
                    !superseded.contains(entry.added()),
                    entry.length(),
                    source,
                    audience);
        }
    }

    /** The entries of some versions of one object that readers may see, in the order given. */
    List<Entry> entries(Connection connection, List<ObjectVersion> versions, StixId id) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        for (ObjectVersion version : versions) {
            Optional<StoredLog> log = tables.logs().find(version.collection());
            if (log.isPresent() && version.added() <= log.get().lastAdded()) {
                entry(connection, log.get(), version.added(), id).ifPresent(entries::add);
            }
        }
        return entries;
    }

    private Optional<Entry> entry(Connection connection, StoredLog log, long added, StixId id) throws SQLException {
        Optional<ChunkHead> chunk = tables.chunks().holding(connection, log.number(), added);
        if (chunk.isEmpty()) {
            return Optional.empty();
        }
        Optional<Located> located = find(chunk.get(), added);
        if (located.isEmpty() || !located.get().head().id().equals(id)) {
            return Optional.empty();
        }
        Set<Long> superseded = tables.superseded().find(connection, log.number(), added, added, log.lastAdded());
        String source = tables.receipts().sourceName(connection, chunk.get().source());
        List<String> audience =
                tables.audiences().principals(connection, chunk.get().audience());
        return Optional.of(new Described(log, source, superseded, audience).entry(located.get()));
    }

    /** As {@link Store#chains}. */
    Map<Long, StoredChain> chains(Connection connection, StoredLog log, long first, long last) throws SQLException {
        Map<Long, StoredChain> chains = new HashMap<>();
        long from = first - 1;
        List<ChunkHead> heads = tables.chunks().heads(connection, log.number(), from, last, MOST_HEADS);
        while (!heads.isEmpty()) {
            for (ChunkHead head : heads) {
                tables.chunks().chains(connection, head, (chain, added) -> {
                    if (added >= first && added <= last) {
                        chains.put(added, chain);
                    }
                });
                from = head.lastAdded();
            }
            heads = heads.size() < MOST_HEADS
                    ? List.of()
                    : tables.chunks().heads(connection, log.number(), from, last, MOST_HEADS);
        }
        return chains;
    }

    /** As {@link Store#provenance}, also for an entry that has been removed. */
    List<Receipt> provenance(Connection connection, StoredLog log, Entry entry) throws SQLException {
        Optional<Long> arrival = tables.chunks()
                .holding(connection, log.number(), entry.added())
                .filter(chunk -> find(chunk, entry.added()).isPresent())
                .map(ChunkHead::receipt);
        if (arrival.isEmpty()) {
            arrival = LogRemover.arrival(connection, log, entry.added());
        }
        if (arrival.isEmpty()) {
            arrival = tables.destroyed().arrival(connection, log.number(), entry.added());
        }
        return arrival.isEmpty()
                ? List.of()
                : tables.receipts().find(connection, arrival.get(), log.number(), entry.added());
    }

    private static Optional<Located> find(ChunkHead chunk, long added) {
        return chunk.entries().find(added);
    }

    /** The entries of one chunk that a page takes; they lie side by side. */
    private record Picked(ChunkHead chunk, List<Located> entries) {

        /** The bytes of the entries, without the rest of the chunk where that would keep much of it in memory. */
        ByteSlice cut(byte[] bodies) {
            int start = Math.toIntExact(entries.get(0).offset());
            Located last = entries.get(entries.size() - 1);
            int length = Math.toIntExact(last.offset() - start + last.length());
            ByteSlice run = ByteSlice.of(bodies, start, length);
            return length < bodies.length / 2 ? ByteSlice.of(run.toByteArray()) : run;
        }
    }

    /** What a page takes, until it is full and there is more. */
    private static final class Picking {
        private final int maxEntries;
        private final long maxBytes;
        private final List<Picked> picked = new ArrayList<>();
        private int count;
        private long bytes;
        private long lastPicked;
        private boolean full;

        Picking(int maxEntries, long maxBytes) {
            this.maxEntries = maxEntries;
            this.maxBytes = maxBytes;
        }

        void pick(ChunkHead chunk, long after, long bound) {
            if (full) {
                return;
            }
            List<Located> entries = new ArrayList<>();
            DirectoryReader directory = chunk.entries();
            while (!full && directory.hasNext()) {
                Located entry = directory.next();
                if (entry.added() > bound) {
                    break;
                }
                if (entry.added() > after) {
                    pick(entry, entries);
                }
            }
            if (!entries.isEmpty()) {
                picked.add(new Picked(chunk, entries));
            }
        }

        private void pick(Located entry, List<Located> into) {
            if (count > 0 && (count >= maxEntries || bytes + entry.length() > maxBytes)) {
                full = true;
                return;
            }
            into.add(entry);
            count++;
            bytes += entry.length();
            lastPicked = entry.added();
        }
    }

    /** Finds the bytes of single entries; keeps the last chunk, since neighbours are asked for together. */
    static final class BodyFinder {
        private final ChunkTable chunks;
        private final Connection connection;
        private Optional<ChunkHead> head = Optional.empty();
        private byte[] bodies = new byte[0];

        BodyFinder(ChunkTable chunks, Connection connection) {
            this.chunks = chunks;
            this.connection = connection;
        }

        ByteSlice find(ObjectVersion version) throws SQLException {
            if (head.isEmpty() || !covers(head.get(), version)) {
                head = chunks.holding(connection, version.collection(), version.added());
                if (head.isPresent()) {
                    bodies = chunks.bodies(connection, List.of(head.get()))
                            .getOrDefault(head.get().lastAdded(), new byte[0]);
                }
            }
            return head.flatMap(chunk -> LogReader.find(chunk, version.added()))
                    .map(entry -> ByteSlice.of(bodies, Math.toIntExact(entry.offset()), entry.length()))
                    .orElseThrow(() -> new IllegalStateException("the index names an entry at " + version.added()
                            + " in collection number " + version.collection() + " that the log does not hold"));
        }

        private static boolean covers(ChunkHead chunk, ObjectVersion version) {
            return chunk.collection() == version.collection()
                    && chunk.firstAdded() <= version.added()
                    && version.added() <= chunk.lastAdded();
        }
    }
}
