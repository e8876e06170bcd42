package io.tidings.node.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** For whom entries are that are not for everyone. Read from any thread; numbers are given by the writer alone. */
final class AudienceTable {
    /** The number of everyone. */
    static final int EVERYONE = 0;

    private final Map<Integer, List<String>> names = new ConcurrentHashMap<>();
    private volatile boolean some;
    private volatile boolean none;

    /** The number of those principals together; given to them when they are new. */
    int number(Connection connection, List<String> principals) throws SQLException {
        if (principals.isEmpty()) {
            return EVERYONE;
        }
        String text = String.join("\n", new TreeSet<>(principals));
        try (PreparedStatement select = connection.prepareStatement("SELECT number FROM audience WHERE names = ?")) {
            Sql.setText(select, 1, text);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    return row.getInt(1);
                }
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO audience (names) VALUES (?)", new String[] {"number"})) {
            Sql.setText(insert, 1, text);
            some = true; // before it is durable: whoever looks too early only looks more closely
            insert.executeUpdate();
            return Math.toIntExact(Sql.generatedKey(insert));
        }
    }

    /** The principals behind a number, in order; none is everyone. */
    List<String> principals(Connection connection, int number) throws SQLException {
        if (number == EVERYONE) {
            return List.of();
        }
        List<String> known = names.get(number);
        if (known != null) {
            return known;
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT names FROM audience WHERE number = ?")) {
            select.setInt(1, number);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the database names an audience " + number + " that it lacks");
                }
                List<String> found = List.of(row.getString(1).split("\n"));
                names.put(number, found); // for good: a number is never given twice
                return found;
            }
        }
    }

    /**
     * Whether anything was ever for some only.
     *
     * @param shared whether other processes may direct something meanwhile
     */
    boolean isAny(Connection connection, boolean shared) throws SQLException {
        if (some || none && !shared) {
            return some;
        }
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT number FROM audience FETCH FIRST ROW ONLY");
                ResultSet row = select.executeQuery()) {
            boolean found = row.next();
            some |= found;
            none = !found;
            return found;
        }
    }
}
