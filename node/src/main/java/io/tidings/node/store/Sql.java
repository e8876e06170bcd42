package io.tidings.node.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.Types;
import java.util.Collection;
import java.util.Optional;

/** The few JDBC idioms that all tables need. */
final class Sql {
    private Sql() {}

    /** Something done on a connection. */
    interface Work<C, T> {
        T on(C connection) throws SQLException;
    }

    // PostgreSQL takes no NUL in a text; H2 would.
    static void setText(PreparedStatement statement, int index, String text) throws SQLException {
        statement.setString(index, text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD'));
    }

    static void setText(PreparedStatement statement, int index, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            setText(statement, index, text.get());
        } else {
            statement.setNull(index, Types.VARCHAR);
        }
    }

    static Optional<String> text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** The one key that an insert made. */
    static long generatedKey(PreparedStatement insert) throws SQLException {
        try (ResultSet row = insert.getGeneratedKeys()) {
            if (!row.next()) {
                throw new SQLException("the insert returned no key");
            }
            return row.getLong(1);
        }
    }

    static void setLongs(PreparedStatement statement, int index, Collection<Long> values) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("bigint", values.toArray()));
    }

    static boolean isConnectionLost(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLTransientConnectionException
                || failure instanceof SQLRecoverableException
                || state != null && state.startsWith("08");
    }
}
