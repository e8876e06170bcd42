package io.tidings.node.store;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Connections to one H2 database of this process, to an open one also just after a write to its file failed.
 *
 * <p>H2 then closes the database under all who use it. But it goes on giving the closed one to who connects while others
 * hold connections to it, and whatever is done on one of those later makes H2 forget the database that was opened in its
 * place, whose file is then locked for everybody. So all connections to the closed one are closed first, and then it is
 * opened anew.
 */
final class LiveConnections implements DataSource {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LiveConnections.class);
    private static final long WAIT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long PAUSE_MILLIS = 5;

    private final DataSource source;
    private final List<Connection> given = new ArrayList<>();

    LiveConnections(DataSource source) {
        this.source = source;
    }

    @Override
    public synchronized Connection getConnection() throws SQLException {
        long begun = System.nanoTime();
        while (true) {
            closeTheDead();
            try {
                Connection connection = source.getConnection();
                given.add(connection);
                if (isLive(connection)) {
                    return connection;
                }
            } catch (SQLException failure) {
                if (!isPassing(failure) || System.nanoTime() - begun > WAIT_NANOS) {
                    throw failure;
                }
                pause();
            }
        }
    }

    /** False where the connection or its database is closed. */
    static boolean isLive(Connection connection) throws SQLException {
        return session(connection)
                .map(each -> !each.getDatabase().getStore().getMvStore().isClosed())
                .orElse(false);
    }

    /** @throws SQLException if the connection is closed */
    static MVStore store(Connection connection) throws SQLException {
        return session(connection)
                .orElseThrow(() -> new SQLException("the connection was closed", "08003", ErrorCode.OBJECT_CLOSED))
                .getDatabase()
                .getStore()
                .getMvStore();
    }

    private static Optional<SessionLocal> session(Connection connection) throws SQLException {
        Session session = connection.unwrap(JdbcConnection.class).getSession();
        if (session == null || session.isClosed()) {
            return Optional.empty();
        }
        if (session instanceof SessionLocal local) {
            return Optional.of(local);
        }
        throw new IllegalStateException("the store's H2 database must run in this process");
    }

    private void closeTheDead() throws SQLException {
        for (Iterator<Connection> all = given.iterator(); all.hasNext(); ) {
            Connection each = all.next();
            if (!isLive(each)) {
                all.remove();
                try {
                    each.close();
                } catch (SQLException failure) {
                    LOG.debug("a connection to a database that was closed did not close in order", failure);
                }
            }
        }
    }

    // It is just being closed.
    private static boolean isPassing(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case ErrorCode.DATABASE_IS_CLOSED,
                    ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
                    ErrorCode.DATABASE_ALREADY_OPEN_1 -> true;
            default -> false;
        };
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while the database was opened anew", interrupted);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is part of the data source");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
