package io.tidings.node.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL, which several processes may share: what is committed is durable. */
final class PostgresDatabase implements Database {
    private static final int CONNECT_SECONDS = 10;
    private static final int SOCKET_SECONDS = 120;

    private final PGSimpleDataSource dataSource = new PGSimpleDataSource();
    private final String url;

    PostgresDatabase(StoreOptions.Postgres location) {
        url = location.url();
        dataSource.setUrl(location.url());
        dataSource.setUser(location.user());
        dataSource.setPassword(location.password());
        dataSource.setConnectTimeout(CONNECT_SECONDS);
        dataSource.setSocketTimeout(SOCKET_SECONDS);
        dataSource.setReWriteBatchedInserts(true);
        dataSource.setOptions("-c synchronous_commit=on"); // whatever the server's default: I-3 rests on it
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void makeDurable(Connection connection) {
        // The commit has done it.
    }

    @Override
    public String readersIsolation() {
        return "TRANSACTION_REPEATABLE_READ";
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean isUnavailable(SQLException failure) {
        String state = failure.getSQLState();
        return Sql.isConnectionLost(failure)
                || state != null
                        && (state.startsWith("40") // deadlock, serialization
                                || state.startsWith("53") // out of disk, memory, connections
                                || state.startsWith("57") // shut down, cancelled
                                || state.startsWith("58")); // the server's system failed
    }

    @Override
    public void close() {
        // Nothing of its own: the connections belong to the store.
    }

    @Override
    public String toString() {
        int query = url.indexOf('?'); // behind it a password may stand
        return query < 0 ? url : url.substring(0, query);
    }
}
