package io.tidings.node.store;

import io.tidings.node.store.ChunkTable.ChunkHead;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the logs hold, counted entry by entry. Two stores with equal contents have the same logs, as far as counts go. */
public record StoreContents(List<Log> logs) {
    private static final int HEADS = 64;

    public StoreContents {
        logs = List.copyOf(logs);
    }

    /**
     * @param lastAdded the newest stamp ever given
     * @param entries those that are there; what was deleted is not
     */
    public record Log(UUID id, String name, Instant lastAdded, long entries) {}

    public long entries() {
        return logs.stream().mapToLong(Log::entries).sum();
    }

    static StoreContents count(Connection connection, ChunkTable chunks) throws SQLException {
        var catalogue = new LogCatalogue();
        catalogue.load(connection);
        List<Log> logs = new ArrayList<>();
        for (StoredCollection collection : catalogue.collections()) {
            StoredLog log = catalogue.find(collection.id()).orElseThrow();
            logs.add(new Log(
                    collection.id(),
                    collection.name(),
                    Microseconds.toInstant(log.lastAdded()),
                    entries(connection, chunks, log)));
        }
        return new StoreContents(logs);
    }

    private static long entries(Connection connection, ChunkTable chunks, StoredLog log) throws SQLException {
        long entries = 0;
        long after = 0;
        List<ChunkHead> heads;
        do {
            heads = chunks.heads(connection, log.number(), after, log.lastAdded(), HEADS);
            for (ChunkHead head : heads) {
                entries += head.entries().remaining();
                after = head.lastAdded();
            }
        } while (heads.size() == HEADS);
        return entries;
    }
}
