package io.tidings.node.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A database that was made fit for this program, and what was read of it at once.
 *
 * @param epochs by collection; one begins only while the store is closed
 */
record OpenedDatabase(Database database, ReadConnections readers, Tables tables, Map<UUID, Epoch> epochs) {
    /** As {@link JdbcStore#open(StoreOptions, Clock, Encryption)}. */
    static OpenedDatabase open(StoreOptions options, Optional<Encryption> encryption) {
        Database database = database(options);
        try {
            migrate(database);
            var readers = new ReadConnections(database, options.readConnections());
            try {
                Tables tables = Tables.create(encryption);
                Map<UUID, Epoch> epochs = readers.readOnce(connection -> load(connection, tables));
                return new OpenedDatabase(database, readers, tables, epochs);
            } catch (SQLException | RuntimeException failure) {
                readers.close();
                throw failure;
            }
        } catch (SQLException failure) {
            database.close();
            throw database.translate("open", failure);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static Database database(StoreOptions options) {
        StoreOptions.Location location = options.location();
        if (location instanceof StoreOptions.H2File h2) {
            return H2Database.open(h2.file(), options.cacheKibibytes());
        }
        return new PostgresDatabase((StoreOptions.Postgres) location);
    }

    private static void migrate(Database database) throws SQLException {
        // Asked first, so that a database that is away is told from one that does not fit.
        database.dataSource().getConnection().close();
        new Schema(database).migrate();
    }

    private static Map<UUID, Epoch> load(Connection connection, Tables tables) throws SQLException {
        tables.logs().load(connection);
        if (tables.keys().check(connection)) {
            warmUpCipher();
        }
        Map<UUID, Epoch> epochs = new HashMap<>();
        tables.states()
                .getAll(connection, Epoch.AREA)
                .forEach((collection, kept) -> epochs.put(UUID.fromString(collection), Epoch.parse(kept)));
        return Map.copyOf(epochs);
    }

    // Beside the start: who reads first must not pay for it, nor wait for it.
    private static void warmUpCipher() {
        Thread warmUp = new Thread(Xaes256Gcm::warmUp, "store-cipher-warm-up");
        warmUp.setDaemon(true);
        warmUp.start();
    }

    /** The clock, as it is if it does not show a time before the newest epoch. */
    Clock notBefore(Clock clock) {
        return epochs.values().stream()
                .map(Epoch::began)
                .max(Comparator.naturalOrder())
                .<Clock>map(began -> new ClockNotBefore(clock, began.plusMillis(1)))
                .orElse(clock);
    }

    /** @param compact whether the database's file is to be written anew */
    void close(boolean compact) {
        readers.close();
        try {
            if (compact) {
                database.compact();
            }
        } finally {
            database.close();
        }
    }
}
