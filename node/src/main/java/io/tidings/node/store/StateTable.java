package io.tidings.node.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Texts under keys. */
final class StateTable {

    void put(Connection connection, Append.StateChange change, long now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE state SET content = ?, changed_at = ? WHERE area = ? AND name = ?")) {
            Sql.setText(update, 1, change.value());
            update.setLong(2, now);
            Sql.setText(update, 3, change.area());
            Sql.setText(update, 4, change.key());
            if (update.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO state (content, changed_at, area, name) VALUES (?, ?, ?, ?)")) {
            Sql.setText(insert, 1, change.value());
            insert.setLong(2, now);
            Sql.setText(insert, 3, change.area());
            Sql.setText(insert, 4, change.key());
            insert.executeUpdate();
        }
    }

    Optional<String> get(Connection connection, String area, String key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT content FROM state WHERE area = ? AND name = ?")) {
            Sql.setText(select, 1, area);
            Sql.setText(select, 2, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Sql.text(row, 1) : Optional.empty();
            }
        }
    }

    /** By key. */
    Map<String, String> getAll(Connection connection, String area) throws SQLException {
        Map<String, String> all = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT name, content FROM state WHERE area = ?")) {
            Sql.setText(select, 1, area);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    all.put(row.getString(1), row.getString(2));
                }
            }
        }
        return all;
    }

    int removeBefore(Connection connection, String area, long before) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM state WHERE area = ? AND changed_at < ?")) {
            Sql.setText(delete, 1, area);
            delete.setLong(2, before);
            return delete.executeUpdate();
        }
    }
}
