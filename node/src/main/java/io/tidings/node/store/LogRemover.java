package io.tidings.node.store;

import io.tidings.node.store.ChunkTable.ChunkHead;
import io.tidings.node.store.DirectoryReader.Located;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.object.StixObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Takes entries out of a log, bytes included, in a transaction of its own, and keeps a trace of each. */
final class LogRemover {
    private final Unit unit;
    private final StoredLog log;
    private final Receipt receipt;
    private final Connection connection;
    private final Tables tables;

    private LogRemover(Unit unit, StoredLog log, Receipt receipt) {
        this.unit = unit;
        this.log = log;
        this.receipt = receipt;
        connection = unit.connection();
        tables = unit.tables();
    }

    /** How many of the entries there were. */
    static int remove(Unit unit, StoredLog log, Collection<Entry> entries, Receipt receipt) throws SQLException {
        unit.tail(log); // for its lock
        return new LogRemover(unit, log, receipt).remove(entries);
    }

    /** The receipt with which an entry came that has been removed since. */
    static Optional<Long> arrival(Connection connection, StoredLog log, long added) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT arrival FROM removed WHERE collection = ? AND added = ?")) {
            select.setInt(1, log.number());
            select.setLong(2, added);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    /** Whether a version of an object was ever removed from a log, by {@link ObjectVersion#key} and {@code version}. */
    static boolean isTraced(Connection connection, UUID key, String version) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT 1 FROM removed WHERE object_key = ? AND version_key = ? FETCH FIRST ROW ONLY")) {
            select.setObject(1, key);
            select.setString(2, version);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private int remove(Collection<Entry> entries) throws SQLException {
        TreeMap<Long, Entry> wanted = new TreeMap<>();
        entries.forEach(entry -> wanted.put(entry.added(), entry));
        Map<Long, Removed> removed = new TreeMap<>();
        while (!wanted.isEmpty()) {
            long next = wanted.firstKey();
            Optional<ChunkHead> chunk = tables.chunks().holding(connection, log.number(), next);
            if (chunk.isPresent()) {
                removeFrom(chunk.get(), wanted, removed);
                wanted.headMap(chunk.get().lastAdded(), true).clear();
            } else {
                wanted.remove(next);
            }
        }
        if (!removed.isEmpty()) {
            forget(removed);
        }
        return removed.size();
    }

    private record Removed(ObjectVersion version, long arrival) {}

    private void removeFrom(ChunkHead head, Map<Long, Entry> wanted, Map<Long, Removed> removed) throws SQLException {
        List<NewEntry> kept = new ArrayList<>();
        int before = removed.size();
        byte[] bodies = tables.chunks().bodies(connection, List.of(head)).getOrDefault(head.lastAdded(), new byte[0]);
        Map<Long, StoredChain> chains = tables.chunks().chains(connection, head);
        var fingerprints = new Fingerprints();
        DirectoryReader entries = head.entries();
        while (entries.hasNext()) {
            Located entry = entries.next();
            ByteSlice bytes = ByteSlice.of(bodies, Math.toIntExact(entry.offset()), entry.length());
            var object = new StixObject(bytes, entry.head());
            ObjectVersion version = Offer.of(object, fingerprints).at(log.number(), entry.added(), head.source());
            Entry asked = wanted.get(entry.added());
            if (asked != null && asked.id().equals(entry.head().id())) {
                removed.put(entry.added(), new Removed(version, head.receipt()));
            } else {
                kept.add(new NewEntry(version, object, Optional.ofNullable(chains.get(entry.added()))));
            }
        }
        if (removed.size() > before) {
            rewrite(head, kept);
        }
    }

    private void rewrite(ChunkHead head, List<NewEntry> kept) throws SQLException {
        tables.chunks().delete(connection, head);
        if (!kept.isEmpty()) {
            var chunk = new Chunk(log.number(), head.source(), head.receipt());
            kept.forEach(chunk::add);
            tables.chunks().insert(connection, chunk, unit.now());
        }
    }

    private void forget(Map<Long, Removed> removed) throws SQLException {
        List<ObjectVersion> versions =
                removed.values().stream().map(Removed::version).toList();
        tables.index().delete(connection, versions);
        tables.superseded().delete(connection, log.number(), removed.keySet());
        Set<UUID> keys = new HashSet<>();
        versions.forEach(version -> keys.add(version.key()));
        tables.superseded().delete(connection, log.number(), current(keys));
        trace(removed.values());
    }

    /** What is left of some objects may be current now. */
    private List<Long> current(Set<UUID> keys) throws SQLException {
        unit.known().learn(connection, tables, keys);
        List<Long> current = new ArrayList<>();
        for (UUID key : keys) {
            unit.known().current(key, log.number()).ifPresent(best -> current.add(best.added()));
        }
        return current;
    }

    private void trace(Collection<Removed> removed) throws SQLException {
        int source = tables.receipts().source(connection, receipt.source());
        long removal = tables.receipts().insert(connection, receipt, source);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO removed (collection, added, object_key, version_key, removed_at, arrival, removal)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (Removed one : removed) {
                insert.setInt(1, log.number());
                insert.setLong(2, one.version().added());
                insert.setObject(3, one.version().key());
                insert.setString(4, one.version().version());
                insert.setLong(5, unit.now());
                insert.setLong(6, one.arrival());
                insert.setLong(7, removal);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
