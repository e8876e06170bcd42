package io.tidings.node.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The collections, in the database and in memory. */
final class LogCatalogue {
    private final Map<UUID, StoredLog> byId = new ConcurrentHashMap<>();
    private final Map<Integer, StoredLog> byNumber = new ConcurrentHashMap<>();

    /** Takes over what the database holds; what is known stays, with its newest stamp. */
    void load(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT number, id, name, title, description, created_at, last_added, held_after"
                                + " FROM collection");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                var collection = new StoredCollection(
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        Sql.text(row, 5),
                        Microseconds.toInstant(row.getLong(6)));
                add(new StoredLog(collection, row.getInt(1), row.getLong(7)), held(row, 8));
            }
        }
    }

    void add(StoredLog log) {
        add(log, Long.MAX_VALUE);
    }

    private void add(StoredLog log, long heldAfter) {
        StoredLog known = byId.putIfAbsent(log.collection().id(), log);
        if (known == null) {
            byNumber.put(log.number(), log);
        } else {
            known.publish(log.lastAdded());
        }
        byNumber.getOrDefault(log.number(), log).holdAfter(heldAfter);
    }

    /** By id, in the order of its text. */
    List<StoredCollection> collections() {
        return byId.values().stream()
                .map(StoredLog::collection)
                .sorted(Comparator.comparing(collection -> collection.id().toString()))
                .toList();
    }

    List<StoredLog> logs() {
        return List.copyOf(byId.values());
    }

    Optional<StoredLog> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The log with a number that a row names. */
    Optional<StoredLog> find(int number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /** The newest stamp of a log that readers may see, as the database has it. */
    long lastAdded(Connection connection, StoredLog log) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT last_added, held_after FROM collection WHERE number = ?")) {
            select.setInt(1, log.number());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Math.min(row.getLong(1), held(row, 2)) : 0;
            }
        }
    }

    private static long held(ResultSet row, int column) throws SQLException {
        long held = row.getLong(column);
        return row.wasNull() ? Long.MAX_VALUE : held;
    }

    /**
     * Keeps from readers what is added from now on; if that is so already, it stays as it is.
     *
     * @return the last stamp that they see
     */
    long hold(Connection connection, StoredLog log) throws SQLException {
        update(
                connection,
                log,
                "UPDATE collection SET held_after = last_added WHERE number = ? AND held_after IS NULL");
        return lastAdded(connection, log);
    }

    /** Shows everything that was added. */
    void show(Connection connection, StoredLog log) throws SQLException {
        update(connection, log, "UPDATE collection SET held_after = NULL WHERE number = ?");
    }

    private static void update(Connection connection, StoredLog log, String sql) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setInt(1, log.number());
            update.executeUpdate();
        }
    }

    /** @throws IllegalArgumentException if the name (in any letter case) or id is taken */
    StoredLog insert(Connection connection, StoredCollection collection) throws SQLException {
        String nameKey = collection.name().toLowerCase(Locale.ROOT);
        refuseTaken(connection, collection, nameKey);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO collection (id, name, name_key, title, description, created_at, last_added)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 0)",
                new String[] {"number"})) {
            insert.setObject(1, collection.id());
            Sql.setText(insert, 2, collection.name());
            Sql.setText(insert, 3, nameKey);
            Sql.setText(insert, 4, collection.title());
            Sql.setText(insert, 5, collection.description());
            insert.setLong(6, Microseconds.of(collection.createdAt()));
            insert.executeUpdate();
            return new StoredLog(collection, Math.toIntExact(Sql.generatedKey(insert)), 0);
        }
    }

    private static void refuseTaken(Connection connection, StoredCollection collection, String nameKey)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT name, id FROM collection WHERE id = ? OR name_key = ?")) {
            select.setObject(1, collection.id());
            Sql.setText(select, 2, nameKey);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    throw new IllegalArgumentException(
                            "there is a collection '" + row.getString(1) + "' with id " + row.getObject(2, UUID.class)
                                    + " already; a name, in any letter case, and an id serve once");
                }
            }
        }
    }
}
