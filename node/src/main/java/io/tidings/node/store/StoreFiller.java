package io.tidings.node.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes a store's file anew from the tables of a {@link StoreSnapshot}. For one thread. Nobody else may use the file
 * before {@link #finish} has returned; if it does not, the file is worth nothing.
 */
public final class StoreFiller implements AutoCloseable {
    private static final int CACHE_KIBIBYTES = 16 << 10;

    private final Database database;
    private final Schema schema;
    private final Connection connection;
    private final Map<String, List<Schema.Column>> tables = new LinkedHashMap<>();

    private StoreFiller(Database database, String schemaVersion) throws SQLException {
        this.database = database;
        this.schema = new Schema(database);
        schema.migrateTo(schemaVersion);
        this.connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        for (String table : Schema.tables(connection)) {
            tables.put(table, Schema.columns(connection, table));
            execute("DELETE FROM " + table); // what migrations put there is in the backup too
        }
        connection.commit();
    }

    /**
     * @param file as in {@link StoreOptions.H2File}; must not be there yet
     * @param schemaVersion of the snapshot
     * @throws IllegalStateException if this program does not know that version
     */
    public static StoreFiller create(Path file, String schemaVersion) throws IOException {
        if (Files.exists(Path.of(file + ".mv.db"))) {
            throw new IOException(file + ".mv.db is there already; a restore makes a new one");
        }
        Database database = H2Database.open(new StoreOptions.H2File(file).file(), CACHE_KIBIBYTES);
        try {
            return new StoreFiller(database, schemaVersion);
        } catch (SQLException failure) {
            database.close();
            throw database.translate("make its tables", failure);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    /** The tables that are to be filled. */
    public List<String> tables() {
        return List.copyOf(tables.keySet());
    }

    /**
     * Fills one table.
     *
     * @return the number of rows
     * @throws IOException if {@code rows} is not what {@link StoreSnapshot#write} wrote of this table
     */
    public long fill(String table, InputStream rows) throws IOException {
        List<Schema.Column> columns = Optional.ofNullable(tables.get(table))
                .orElseThrow(() -> new IOException("the store has no table " + table));
        try {
            return new RowReader(table, columns, rows).insertAll(connection);
        } catch (SQLException failure) {
            throw new IOException(
                    "the table " + table + " of the backup does not fit the store: " + failure.getMessage(), failure);
        }
    }

    /**
     * Migrates the tables to those of this program and marks every log as restored: a new epoch begins, before which no
     * stamp is given any more, and the ledger says what it does not know. Durable when it returns.
     */
    public void finish(Restoration restoration) {
        try {
            for (Map.Entry<String, List<Schema.Column>> table : tables.entrySet()) {
                continueNumbers(table.getKey(), table.getValue());
            }
            connection.commit();
            schema.migrate();
            mark(restoration);
            connection.commit();
            database.makeDurable(connection);
        } catch (SQLException failure) {
            throw database.translate("finish a restore", failure);
        }
    }

    private void continueNumbers(String table, List<Schema.Column> columns) throws SQLException {
        for (Schema.Column column : columns) {
            if (column.identity()) {
                long next = 1 + number("SELECT COALESCE(MAX(" + column.name() + "), 0) FROM " + table);
                execute("ALTER TABLE " + table + " ALTER COLUMN " + column.name() + " RESTART WITH " + next);
            }
        }
    }

    private void mark(Restoration restoration) throws SQLException {
        var logs = new LogCatalogue();
        logs.load(connection);
        var states = new StateTable();
        var releases = new ReleaseTable(logs);
        for (StoredCollection collection : logs.collections()) {
            StoredLog log = logs.find(collection.id()).orElseThrow();
            if (log.lastAdded() > 0) {
                releases.insert(connection, log, restoration.mark(collection.id(), log.lastAdded()));
            }
            beginEpoch(states, collection.id(), restoration);
        }
    }

    private void beginEpoch(StateTable states, UUID collection, Restoration restoration) throws SQLException {
        Optional<String> before = states.get(connection, Epoch.AREA, collection.toString());
        long number = 1 + before.map(kept -> Epoch.parse(kept).number()).orElse(0L);
        var epoch = new Epoch(restoration.epoch(), number, restoration.at(), restoration.to());
        List<String> lines = new ArrayList<>(List.of(epoch.text()));
        before.ifPresent(lines::add);
        states.put(
                connection,
                new Append.StateChange(Epoch.AREA, collection.toString(), String.join("\n", lines)),
                Microseconds.of(restoration.at()));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw database.translate("close", failure);
        } finally {
            database.close();
        }
    }
}
