package io.tidings.node.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds the versions of an object by its key: for duplicates, for what is current, and for {@code versions}. */
final class ObjectIndex {

    private static final String COLUMNS =
            "SELECT object_key, collection, added, spec, version_key, digest, source, creator_key FROM object_version";

    /** What all collections hold of some objects; keys of which none holds anything are absent. */
    Map<UUID, List<ObjectVersion>> find(Connection connection, Collection<UUID> keys) throws SQLException {
        Map<UUID, List<ObjectVersion>> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + " WHERE object_key = ANY(?)")) {
            select.setArray(1, connection.createArrayOf("uuid", keys.toArray()));
            for (ObjectVersion version : read(select)) {
                found.computeIfAbsent(version.key(), key -> new ArrayList<>()).add(version);
            }
        }
        return found;
    }

    /** What all collections hold of one object, oldest addition first. */
    List<ObjectVersion> find(Connection connection, UUID key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(COLUMNS + " WHERE object_key = ? ORDER BY added, collection")) {
            select.setObject(1, key);
            return read(select);
        }
    }

    private static List<ObjectVersion> read(PreparedStatement select) throws SQLException {
        List<ObjectVersion> versions = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                versions.add(new ObjectVersion(
                        row.getObject(1, UUID.class),
                        row.getInt(2),
                        row.getLong(3),
                        row.getInt(4),
                        row.getString(5),
                        row.getObject(6, UUID.class),
                        row.getInt(7),
                        row.getLong(8)));
            }
        }
        return versions;
    }

    void insert(Connection connection, List<ObjectVersion> versions) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO object_version (object_key, collection, added, spec, version_key, digest, source,"
                        + " creator_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (ObjectVersion version : versions) {
                insert.setObject(1, version.key());
                insert.setInt(2, version.collection());
                insert.setLong(3, version.added());
                insert.setInt(4, version.spec());
                insert.setString(5, version.version());
                insert.setObject(6, version.digest());
                insert.setInt(7, version.source());
                insert.setLong(8, version.creatorKey());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    void delete(Connection connection, List<ObjectVersion> versions) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM object_version WHERE object_key = ? AND collection = ? AND added = ?")) {
            for (ObjectVersion version : versions) {
                delete.setObject(1, version.key());
                delete.setInt(2, version.collection());
                delete.setLong(3, version.added());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }
}
