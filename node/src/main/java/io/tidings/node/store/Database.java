package io.tidings.node.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What differs between the databases: opening, durability, and which errors mean that the database is gone. */
interface Database extends AutoCloseable {

    /** Gives new, unpooled connections. */
    DataSource dataSource();

    /**
     * Makes everything committed so far survive a power cut.
     *
     * @param connection with no transaction open
     */
    void makeDurable(Connection connection) throws SQLException;

    /** In which all that a transaction reads is as it was when it read first, by the name of {@link Connection}'s constant. */
    String readersIsolation();

    /** Whether what other connections see committed is durable already, and other processes may write too. */
    boolean isShared();

    /** Has a connection give rows one by one, also of results that are larger than memory. */
    default void readRowByRow(Connection connection) throws SQLException {}

    /** False where the database of this connection is known to be gone; it is not asked. */
    default boolean isLive(Connection connection) throws SQLException {
        return true;
    }

    /** Whether a write that failed so can be tried again as it is, later: no connection, no space, a deadlock. */
    boolean isUnavailable(SQLException failure);

    /** The failure as the callers of the store see it. */
    default RuntimeException translate(String doing, SQLException failure) {
        if (isUnavailable(failure)) {
            return new StoreUnavailableException(
                    "the store could not " + doing + ": " + this + " does not answer (" + reason(failure)
                            + "); check that it runs, can be reached and has disk space, then try again",
                    failure);
        }
        return new IllegalStateException(
                "the store could not " + doing + " in " + this + ": " + failure.getMessage(), failure);
    }

    // H2 wraps what the disk says many times, and prints all of it.
    private static String reason(SQLException failure) {
        Throwable deepest = failure;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            deepest = each;
        }
        return String.valueOf(deepest instanceof IOException ? deepest.getMessage() : failure.getMessage());
    }

    /** Size of its file; 0 where it lies elsewhere. */
    default long fileBytes() {
        return 0;
    }

    /**
     * Writes its file anew, without its free space; called when all connections are closed.
     *
     * @throws StoreUnavailableException if that failed, such as for want of space; the file is as it was then
     */
    default void compact() {}

    /** Lets go of what opening took, after all connections are closed. */
    @Override
    void close();
}
