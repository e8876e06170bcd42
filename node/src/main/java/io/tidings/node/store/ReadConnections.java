package io.tidings.node.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The pooled connections of readers. Safe for use by any number of threads. */
final class ReadConnections implements AutoCloseable {
    private static final long WAIT_MILLIS = 10_000;

    private final Database database;
    private final HikariDataSource pool;
    private final ReentrantReadWriteLock visibility = new ReentrantReadWriteLock();

    /** @param most how many there are at most */
    ReadConnections(Database database, int most) {
        this.database = database;
        this.pool = pool(database, most);
    }

    private static HikariDataSource pool(Database database, int most) {
        var config = new HikariConfig();
        config.setPoolName("store-readers");
        config.setDataSource(database.dataSource());
        config.setMaximumPoolSize(most);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.setAutoCommit(false);
        // What is found is several statements: a removal, or a new order of the index, between them must not tear it.
        config.setTransactionIsolation(database.readersIsolation());
        config.setRegisterMbeans(false);
        return new HikariDataSource(config);
    }

    /** @throws StoreUnavailableException if the database was away and is not there again */
    <T> T read(String doing, Sql.Work<Connection, T> work) {
        try {
            return readOnce(work);
        } catch (SQLException failure) {
            if (!database.isUnavailable(failure)) {
                throw database.translate(doing, failure);
            }
            return readAnew(doing, work);
        }
    }

    // After the database was away the pooled connections are dead, though it may be there again.
    private <T> T readAnew(String doing, Sql.Work<Connection, T> work) {
        pool.getHikariPoolMXBean().softEvictConnections();
        try {
            return readOnce(work);
        } catch (SQLException failure) {
            throw database.translate(doing, failure);
        }
    }

    /** As {@link #read}, with the first failure as it is. */
    <T> T readOnce(Sql.Work<Connection, T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            T found;
            visibility.readLock().lock();
            try {
                found = work.on(connection);
            } finally {
                visibility.readLock().unlock();
            }
            // The pool would end the transaction too, by a rollback; but with that H2 forgets the prepared statements.
            connection.commit();
            return found;
        }
    }

    /** Who holds it keeps all readers out. */
    Lock readersOut() {
        return visibility.writeLock();
    }

    /** How many of them are in use now. */
    HikariPoolMXBean load() {
        return pool.getHikariPoolMXBean();
    }

    int most() {
        return pool.getMaximumPoolSize();
    }

    @Override
    public void close() {
        pool.close();
    }
}
