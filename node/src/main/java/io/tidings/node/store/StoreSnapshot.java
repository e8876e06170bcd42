package io.tidings.node.store;

import io.tidings.node.store.Schema.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The whole store as it was between two commits, read while it goes on: neither readers nor the writer wait for it. It
 * holds everything that was acknowledged before, and nothing of what came after.
 *
 * <p>For one thread. While it is open the database keeps what the snapshot needs, so its file grows; close it soon.
 */
public final class StoreSnapshot implements AutoCloseable {
    private final Database database;
    private final ChunkTable chunks;
    private final Connection connection;
    private final Map<String, List<Column>> tables = new LinkedHashMap<>();
    private final String schemaVersion;
    private long takenAt;

    private StoreSnapshot(Database database, ChunkTable chunks, Connection connection) throws SQLException {
        this.database = database;
        this.chunks = chunks;
        this.connection = connection;
        this.schemaVersion = new Schema(database).version();
        for (String table : Schema.tables(connection)) {
            tables.put(table, Schema.columns(connection, table));
        }
        connection.setReadOnly(true);
        // In H2 and PostgreSQL both: everything as it was when the transaction read first.
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setAutoCommit(false);
        database.readRowByRow(connection);
        connection.commit();
    }

    /** Does all that takes time; what is seen is decided by {@link #begin}. */
    static StoreSnapshot prepare(Database database, ChunkTable chunks) {
        try {
            Connection connection = database.dataSource().getConnection();
            try {
                return new StoreSnapshot(database, chunks, connection);
            } catch (SQLException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw database.translate("prepare a snapshot", failure);
        }
    }

    /**
     * Begins the transaction: a few reads of one row. On the writer's thread, between two commits, so it must not throw.
     *
     * @param now microseconds since 1970
     * @return why it failed, if it did
     */
    Optional<SQLException> begin(long now) {
        takenAt = now;
        try {
            for (String table : tables.keySet()) {
                try (PreparedStatement touch =
                        connection.prepareStatement("SELECT 1 FROM " + table + " FETCH FIRST ROW ONLY")) {
                    touch.executeQuery().close();
                }
            }
            return Optional.empty();
        } catch (SQLException failure) {
            return Optional.of(failure);
        }
    }

    /** Everything acknowledged before this moment is in it. */
    public Instant takenAt() {
        return Microseconds.toInstant(takenAt);
    }

    /** Which tables and columns there are, as {@link StoreFiller} wants to know. */
    public String schemaVersion() {
        return schemaVersion;
    }

    /** What {@link #write} can be asked for. */
    public List<String> tables() {
        return List.copyOf(tables.keySet());
    }

    /** Counts what the logs hold. */
    public StoreContents contents() {
        try {
            return StoreContents.count(connection, chunks);
        } catch (SQLException failure) {
            throw database.translate("count a snapshot's entries", failure);
        }
    }

    /** About how many bytes all objects have that are in it. */
    public long objectBytes() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COALESCE(SUM(body_bytes), 0) FROM chunk")) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException failure) {
            throw database.translate("measure a snapshot", failure);
        }
    }

    /**
     * Writes all rows of a table; {@code out} stays open. Holds one row in memory.
     *
     * @param written told often how many bytes of content have been written so far
     * @return the number of rows
     * @throws IOException what {@code out} throws
     */
    public long write(String table, OutputStream out, LongConsumer written) throws IOException {
        List<Column> columns = tables.get(table);
        if (columns == null) {
            throw new IllegalArgumentException("the store has no table " + table);
        }
        try {
            return RowWriter.write(connection, table, columns, out, written);
        } catch (SQLException failure) {
            throw database.translate("read the table " + table + " of a snapshot", failure);
        }
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException failure) {
            throw database.translate("close a snapshot", failure);
        }
    }
}
