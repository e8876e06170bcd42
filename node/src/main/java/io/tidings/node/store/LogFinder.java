package io.tidings.node.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The logs by their collections, in a shared database also those that another process made. Thread-safe. */
final class LogFinder {
    private final Database database;
    private final ReadConnections readers;
    private final LogCatalogue logs;

    LogFinder(OpenedDatabase opened) {
        this.database = opened.database();
        this.readers = opened.readers();
        this.logs = opened.tables().logs();
    }

    List<StoredCollection> collections() {
        return logs.collections();
    }

    Optional<StoredLog> find(UUID collection) {
        Optional<StoredLog> known = logs.find(collection);
        if (known.isEmpty() && database.isShared()) {
            readers.read("read the collections", connection -> {
                logs.load(connection);
                return collection;
            });
            return logs.find(collection);
        }
        return known;
    }

    /** @throws IllegalArgumentException if there is none */
    StoredLog require(UUID collection) {
        return find(collection)
                .orElseThrow(() -> new IllegalArgumentException("the store has no collection " + collection));
    }

    /** Learns of logs that others may have made. */
    void refresh(Connection connection) throws SQLException {
        if (database.isShared()) {
            logs.load(connection);
        }
    }

    /**
     * The newest stamp that readers may see.
     *
     * <p>Another process may have added to a shared database, and what it committed is durable there. What memory says may
     * then be newer than what this connection sees, and a page that claims to reach so far would lose entries.
     */
    long visible(Connection connection, StoredLog log) throws SQLException {
        return database.isShared() ? logs.lastAdded(connection, log) : log.lastAdded();
    }

    /** As {@link #visible}, from memory where that is enough. */
    long lastAdded(UUID collection) {
        StoredLog log = require(collection);
        return database.isShared()
                ? readers.read("read the end of " + log, connection -> visible(connection, log))
                : log.lastAdded();
    }
}
