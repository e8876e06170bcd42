package io.tidings.node.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Receipts, the sources they name, and which entries came again from others. */
final class ReceiptTable {
    private final Map<Integer, String> names = new ConcurrentHashMap<>();

    /** The number of a source, given to it when it is new. */
    int source(Connection connection, String name) throws SQLException {
        Optional<Integer> known = find(connection, name);
        if (known.isPresent()) {
            return known.get();
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO source (name) VALUES (?)", new String[] {"number"})) {
            Sql.setText(insert, 1, name);
            insert.executeUpdate();
            return Math.toIntExact(Sql.generatedKey(insert));
        }
    }

    /** The number of a source that has given something. */
    Optional<Integer> find(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT number FROM source WHERE name = ?")) {
            Sql.setText(select, 1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
            }
        }
    }

    /** All sources, by name. */
    List<Origin> origins(Connection connection) throws SQLException {
        List<Origin> origins = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT s.name, (SELECT MIN(k.made_at)"
                        + " FROM data_key k WHERE k.source = s.number AND k.wrapped IS NOT NULL), s.destroyed_at"
                        + " FROM source s ORDER BY s.name");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                origins.add(new Origin(row.getString(1), time(row, 2), time(row, 3)));
            }
        }
        return origins;
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        long microseconds = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Microseconds.toInstant(microseconds));
    }

    void markDestroyed(Connection connection, int source, long now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE source SET destroyed_at = ? WHERE number = ?")) {
            update.setLong(1, now);
            update.setInt(2, source);
            update.executeUpdate();
        }
    }

    /** The name of a source that a row names. */
    String sourceName(Connection connection, int number) throws SQLException {
        String known = names.get(number);
        if (known != null) {
            return known;
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT name FROM source WHERE number = ?")) {
            select.setInt(1, number);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the database names a source number " + number + " that it lacks");
                }
                names.put(number, row.getString(1)); // for good: a number is never given twice
                return row.getString(1);
            }
        }
    }

    long insert(Connection connection, Receipt receipt, int source) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO receipt (source, channel, received_at, agreement, origin, request_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                new String[] {"id"})) {
            insert.setInt(1, source);
            Sql.setText(insert, 2, receipt.channel());
            insert.setLong(3, Microseconds.of(receipt.at()));
            Sql.setText(insert, 4, receipt.agreement());
            Sql.setText(insert, 5, receipt.origin());
            Sql.setText(insert, 6, receipt.requestId());
            insert.executeUpdate();
            return Sql.generatedKey(insert);
        }
    }

    /** Those of some stamps for which this source's delivery is recorded already. */
    Set<Long> repeatedBy(Connection connection, int collection, Collection<Long> stamps, int source)
            throws SQLException {
        Set<Long> known = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT added FROM repeat_receipt WHERE collection = ? AND added = ANY(?) AND source = ?")) {
            select.setInt(1, collection);
            Sql.setLongs(select, 2, stamps);
            select.setInt(3, source);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.add(row.getLong(1));
                }
            }
        }
        return known;
    }

    void insertRepeats(Connection connection, int collection, Collection<Long> stamps, int source, long receipt)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO repeat_receipt (collection, added, source, receipt) VALUES (?, ?, ?, ?)")) {
            for (long stamp : stamps) {
                insert.setInt(1, collection);
                insert.setLong(2, stamp);
                insert.setInt(3, source);
                insert.setLong(4, receipt);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The receipt with an id, then those of later deliveries of the entry in the order they came. */
    List<Receipt> find(Connection connection, long first, int collection, long added) throws SQLException {
        List<Receipt> receipts = new ArrayList<>();
        String columns = "SELECT s.name, r.channel, r.received_at, r.agreement, r.origin, r.request_id";
        try (PreparedStatement select = connection.prepareStatement(
                columns + " FROM receipt r JOIN source s ON s.number = r.source WHERE r.id = ?")) {
            select.setLong(1, first);
            read(select, receipts);
        }
        try (PreparedStatement select = connection.prepareStatement(columns
                + " FROM repeat_receipt p JOIN receipt r ON r.id = p.receipt JOIN source s ON s.number = r.source"
                + " WHERE p.collection = ? AND p.added = ? ORDER BY r.id")) {
            select.setInt(1, collection);
            select.setLong(2, added);
            read(select, receipts);
        }
        return receipts;
    }

    /** The receipt with an id. */
    Receipt get(Connection connection, long id) throws SQLException {
        List<Receipt> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT s.name, r.channel, r.received_at, r.agreement, r.origin, r.request_id"
                        + " FROM receipt r JOIN source s ON s.number = r.source WHERE r.id = ?")) {
            select.setLong(1, id);
            read(select, found);
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("the database names a receipt " + id + " that it lacks");
        }
        return found.get(0);
    }

    private static void read(PreparedStatement select, List<Receipt> into) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                into.add(new Receipt(
                        row.getString(1),
                        row.getString(2),
                        Microseconds.toInstant(row.getLong(3)),
                        Sql.text(row, 4),
                        Sql.text(row, 5),
                        row.getString(6)));
            }
        }
    }
}
