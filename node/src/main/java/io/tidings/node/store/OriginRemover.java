package io.tidings.node.store;

import io.tidings.node.store.ChunkTable.ChunkHead;
import io.tidings.node.store.DirectoryReader.Located;
import io.tidings.node.store.SupersededTable.Loser;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes all that one source gave out of all logs, with its keys, in a transaction of its own.
 *
 * <p>It works by chunks and not by entries, so that it also serves where the content cannot be read any more.
 */
final class OriginRemover {
    private static final Logger LOG = LoggerFactory.getLogger(OriginRemover.class);
    private static final int CHUNKS_AT_ONCE = 16;
    private static final int LOSERS_AT_ONCE = 5_000;

    private final Unit unit;
    private final int source;
    private final long removal;
    private final Connection connection;
    private final Tables tables;
    private long entries;
    private long unencrypted;

    private OriginRemover(Unit unit, int source, long removal) {
        this.unit = unit;
        this.source = source;
        this.removal = removal;
        connection = unit.connection();
        tables = unit.tables();
    }

    static Destroyed destroy(Unit unit, String origin, Receipt receipt) throws SQLException {
        Connection connection = unit.connection();
        ReceiptTable receipts = unit.tables().receipts();
        Optional<Integer> source = receipts.find(connection, origin);
        if (source.isEmpty()) {
            return new Destroyed(origin, 0, 0, 0);
        }
        long removal = receipts.insert(connection, receipt, receipts.source(connection, receipt.source()));
        return new OriginRemover(unit, source.get(), removal).destroy(origin);
    }

    private Destroyed destroy(String origin) throws SQLException {
        tables.logs().load(connection);
        List<StoredLog> logs = tables.logs().logs();
        for (StoredLog log : logs) {
            unit.tail(log); // for its lock
        }
        for (StoredLog log : logs) {
            removeFrom(log);
        }
        int keys = tables.keys().destroy(connection, source, unit.now());
        tables.receipts().markDestroyed(connection, source, unit.now());
        for (StoredLog log : logs) {
            revive(log);
        }
        unit.onPublish(tables.keys()::forget);
        return new Destroyed(origin, entries, unencrypted, keys);
    }

    private void removeFrom(StoredLog log) throws SQLException {
        long from = 0;
        List<ChunkHead> chunks = chunks(log, from);
        while (!chunks.isEmpty()) {
            for (ChunkHead chunk : chunks) {
                if (chunk.source() == source) {
                    remove(chunk);
                }
                from = chunk.lastAdded();
            }
            chunks = chunks(log, from);
        }
    }

    private List<ChunkHead> chunks(StoredLog log, long after) throws SQLException {
        return tables.chunks().heads(connection, log.number(), after, Long.MAX_VALUE, CHUNKS_AT_ONCE);
    }

    private void remove(ChunkHead chunk) throws SQLException {
        int count = count(chunk);
        entries += count;
        unencrypted += chunk.seal().isPresent() ? 0 : count;
        tables.destroyed().insert(connection, chunk, removal);
        tables.chunks().delete(connection, chunk);
        tables.superseded().deleteWithin(connection, chunk.collection(), chunk.firstAdded(), chunk.lastAdded());
    }

    private static int count(ChunkHead chunk) {
        try {
            return chunk.entries().remaining();
        } catch (DamagedContentException damaged) {
            LOG.warn("destroyed without having been read: {}", damaged.getMessage());
            return 0;
        }
    }

    /** What was superseded by an entry that is gone may be current again. */
    private void revive(StoredLog log) throws SQLException {
        long from = 0;
        List<Loser> losers = tables.superseded().after(connection, log.number(), from, LOSERS_AT_ONCE);
        while (!losers.isEmpty()) {
            List<Long> concerned = new ArrayList<>();
            for (Loser loser : losers) {
                // What came late and lost to an older entry says only that; it may have lost to one that is gone.
                if (loser.by() == loser.added()
                        || tables.destroyed()
                                .arrival(connection, log.number(), loser.by())
                                .isPresent()) {
                    concerned.add(loser.added());
                }
                from = loser.added();
            }
            revive(log, concerned);
            losers = tables.superseded().after(connection, log.number(), from, LOSERS_AT_ONCE);
        }
    }

    private void revive(StoredLog log, List<Long> stamps) throws SQLException {
        Set<UUID> keys = keys(log, stamps);
        var known = new KnownVersions();
        known.learn(connection, tables, keys);
        List<Long> current = new ArrayList<>();
        for (UUID key : keys) {
            known.current(key, log.number()).ifPresent(best -> current.add(best.added()));
        }
        tables.superseded().delete(connection, log.number(), current);
    }

    private Set<UUID> keys(StoredLog log, Collection<Long> stamps) throws SQLException {
        Set<UUID> keys = new HashSet<>();
        TreeSet<Long> wanted = new TreeSet<>(stamps);
        while (!wanted.isEmpty()) {
            long next = wanted.first();
            Optional<ChunkHead> chunk = tables.chunks().holding(connection, log.number(), next);
            if (chunk.isPresent()) {
                addKeys(chunk.get(), wanted, keys);
                wanted.headSet(chunk.get().lastAdded(), true).clear();
            }
            wanted.remove(next);
        }
        return keys;
    }

    private static void addKeys(ChunkHead chunk, Set<Long> wanted, Set<UUID> keys) {
        var fingerprints = new Fingerprints();
        try {
            DirectoryReader directory = chunk.entries();
            while (directory.hasNext()) {
                Located entry = directory.next();
                if (wanted.contains(entry.added())) {
                    keys.add(fingerprints.of(entry.head().id()));
                }
            }
        } catch (DamagedContentException damaged) {
            LOG.warn("nothing is revived there: {}", damaged.getMessage());
        }
    }
}
