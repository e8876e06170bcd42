package io.tidings.node.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One transaction of the writer. Used by the writer's thread alone. */
final class Unit {
    private final Connection connection;
    private final Tables tables;
    private final boolean shared;
    private final long now;
    private final KnownVersions known = new KnownVersions();
    private final Map<Integer, LogTail> tails = new LinkedHashMap<>();
    private final List<Runnable> publications = new ArrayList<>();
    private final List<Sql.Work<Connection, Integer>> last = new ArrayList<>();

    /**
     * @param shared whether other processes may add to the same logs
     * @param now microseconds since 1970
     */
    Unit(Connection connection, Tables tables, boolean shared, long now) {
        this.shared = shared;
        this.connection = connection;
        this.tables = tables;
        this.now = now;
    }

    /** Whether other processes may write to the database. */
    boolean isShared() {
        return shared;
    }

    Connection connection() {
        return connection;
    }

    Tables tables() {
        return tables;
    }

    KnownVersions known() {
        return known;
    }

    long now() {
        return now;
    }

    /**
     * The end of a log, locked until the transaction ends: with several processes on one database this is what keeps
     * the stamps in the order of the commits (I-4).
     */
    LogTail tail(StoredLog log) throws SQLException {
        LogTail open = tails.get(log.number());
        if (open != null) {
            return open;
        }
        if (shared && tails.isEmpty()) {
            takeTurn();
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT last_added FROM collection WHERE number = ? FOR UPDATE")) {
            select.setInt(1, log.number());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException(
                            "collection " + log.collection().id() + " is not in the database any more");
                }
                var tail = new LogTail(log, row.getLong(1), now, known);
                tails.put(log.number(), tail);
                return tail;
            }
        }
    }

    private void takeTurn() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT number FROM turn FOR UPDATE")) {
            select.executeQuery().close();
        }
        tables.destroyed().load(connection); // another process may have destroyed more
    }

    /** Has something done in this transaction when all stamps are final. */
    void atEnd(Sql.Work<Connection, Integer> work) {
        last.add(work);
    }

    /** Has something done when the transaction is durable. */
    void onPublish(Runnable publication) {
        publications.add(publication);
    }

    /** Writes what the tails have gathered; after it only the commit is missing. */
    void finish() throws SQLException {
        List<ObjectVersion> added = new ArrayList<>();
        for (LogTail tail : tails.values()) {
            if (tail.isExtended() || tail.isReserved()) {
                if (tail.isExtended()) {
                    tail.roundLast();
                }
                write(tail);
                added.addAll(tail.added());
                onPublish(() -> tail.log().publish(tail.last()));
            }
        }
        if (!added.isEmpty()) {
            tables.index().insert(this, added);
        }
        for (Sql.Work<Connection, Integer> work : last) {
            work.on(connection);
        }
    }

    private void write(LogTail tail) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE collection SET last_added = ? WHERE number = ?")) {
            update.setLong(1, tail.last());
            update.setInt(2, tail.number());
            update.executeUpdate();
        }
        for (Chunk chunk : tail.chunks()) {
            tables.chunks().insert(connection, chunk, now);
        }
        tables.superseded().insert(connection, tail.superseded());
    }

    /** Shows the readers what is durable now. */
    void publish() {
        publications.forEach(Runnable::run);
    }
}
