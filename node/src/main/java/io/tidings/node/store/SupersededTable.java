package io.tidings.node.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which entries are not current, and since when. */
final class SupersededTable {

    /** {@code loser} is not current since {@code by} arrived; {@code by} is {@code loser} itself if it came late. */
    record Superseded(ObjectVersion loser, ObjectVersion by) {}

    /** Stamps of an entry and of what superseded it. */
    record Loser(long added, long by) {}

    void insert(Connection connection, List<Superseded> all) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO superseded (collection, added, by_added) VALUES (?, ?, ?)")) {
            for (Superseded one : all) {
                insert.setInt(1, one.loser().collection());
                insert.setLong(2, one.loser().added());
                insert.setLong(3, one.by().added());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Entries that are not current, a page of them after a stamp, ascending. */
    List<Loser> after(Connection connection, int collection, long after, int max) throws SQLException {
        List<Loser> losers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT added, by_added FROM superseded"
                + " WHERE collection = ? AND added > ? ORDER BY collection, added FETCH FIRST " + max + " ROWS ONLY")) {
            select.setInt(1, collection);
            select.setLong(2, after);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    losers.add(new Loser(row.getLong(1), row.getLong(2)));
                }
            }
        }
        return losers;
    }

    /** What the table says of the entries from {@code first} to {@code last} themselves is forgotten. */
    void deleteWithin(Connection connection, int collection, long first, long last) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM superseded WHERE collection = ? AND added BETWEEN ? AND ?")) {
            delete.setInt(1, collection);
            delete.setLong(2, first);
            delete.setLong(3, last);
            delete.executeUpdate();
        }
    }

    void delete(Connection connection, int collection, Collection<Long> stamps) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM superseded WHERE collection = ? AND added = ?")) {
            for (long stamp : stamps) {
                delete.setInt(1, collection);
                delete.setLong(2, stamp);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /**
     * The stamps from {@code first} to {@code last} of entries that are not current to a reader who sees the log up to
     * {@code bound}. A newer version that this reader cannot see yet, and that a crash may still take back, does not
     * hide the older one from it.
     */
    Set<Long> find(Connection connection, int collection, long first, long last, long bound) throws SQLException {
        Set<Long> stamps = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT added FROM superseded WHERE collection = ? AND added BETWEEN ? AND ? AND by_added <= ?")) {
            select.setInt(1, collection);
            select.setLong(2, first);
            select.setLong(3, last);
            select.setLong(4, bound);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    stamps.add(row.getLong(1));
                }
            }
        }
        return stamps;
    }
}
