package io.tidings.node.store;

import io.tidings.node.store.ChunkTable.ChunkHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where chunks were that have been destroyed with their origin. The index of objects still has their entries, under
 * digests; this tells which of those do not count.
 */
final class DestroyedTable {
    private final Set<Integer> sources = ConcurrentHashMap.newKeySet();

    /** Reads which sources are concerned at all, so that the others cost nothing. */
    void load(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT number FROM source WHERE destroyed_at IS NOT NULL");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                sources.add(row.getInt(1));
            }
        }
    }

    /** @param removal the receipt of the destruction */
    void insert(Connection connection, ChunkHead chunk, long removal) throws SQLException {
        sources.add(chunk.source()); // should this be undone, it costs a look-up and no more
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO destroyed_chunk (collection, last_added, first_added, source, arrival, removal)"
                        + " VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setInt(1, chunk.collection());
            insert.setLong(2, chunk.lastAdded());
            insert.setLong(3, chunk.firstAdded());
            insert.setInt(4, chunk.source());
            insert.setLong(5, chunk.receipt());
            insert.setLong(6, removal);
            insert.executeUpdate();
        }
    }

    /** Those of some versions of one object whose content is still there. */
    List<ObjectVersion> without(Connection connection, List<ObjectVersion> versions) throws SQLException {
        if (sources.isEmpty() || versions.isEmpty()) {
            return versions;
        }
        List<ObjectVersion> left = new ArrayList<>(versions.size());
        for (ObjectVersion version : versions) {
            if (!sources.contains(version.source())
                    || arrival(connection, version.collection(), version.added())
                            .isEmpty()) {
                left.add(version);
            }
        }
        return left;
    }

    /** The receipt with which an entry came that has been destroyed. */
    Optional<Long> arrival(Connection connection, int collection, long added) throws SQLException {
        // Stamps are never given again, so the first chunk that ends there or later is the only one it can be in.
        try (PreparedStatement select = connection.prepareStatement("SELECT first_added, arrival FROM destroyed_chunk"
                + " WHERE collection = ? AND last_added >= ?"
                + " ORDER BY collection, last_added FETCH FIRST 1 ROWS ONLY")) {
            select.setInt(1, collection);
            select.setLong(2, added);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getLong(1) <= added ? Optional.of(row.getLong(2)) : Optional.empty();
            }
        }
    }
}
