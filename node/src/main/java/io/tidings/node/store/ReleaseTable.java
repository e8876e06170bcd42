package io.tidings.node.store;

import io.tidings.node.store.Release.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ledger of pages given out. */
final class ReleaseTable {
    private static final int FORMAT = 1;
    private static final String COLUMNS =
            "SELECT principal, channel, released_at, collection, query, rules, runs, entries" + " FROM page_release";

    private final LogCatalogue logs;

    ReleaseTable(LogCatalogue logs) {
        this.logs = logs;
    }

    void insert(Connection connection, StoredLog log, Release release) throws SQLException {
        List<Run> runs = release.runs();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO page_release (principal, channel, released_at, collection, first_added, last_added, query,"
                        + " rules, runs, entries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            Sql.setText(insert, 1, release.principal());
            Sql.setText(insert, 2, release.channel());
            insert.setLong(3, Microseconds.of(release.at()));
            insert.setInt(4, log.number());
            insert.setLong(5, runs.isEmpty() ? 0 : runs.get(0).first());
            insert.setLong(6, runs.isEmpty() ? 0 : runs.get(runs.size() - 1).last());
            Sql.setText(insert, 7, release.query());
            Sql.setText(insert, 8, release.rules());
            insert.setBytes(9, encode(runs));
            insert.setInt(10, release.count());
            insert.executeUpdate();
        }
    }

    /** Releases that held the entry with a stamp, oldest first. */
    List<Release> holding(Connection connection, StoredLog log, long added) throws SQLException {
        List<Release> releases = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                COLUMNS + " WHERE collection = ? AND last_added >= ? AND first_added <= ? ORDER BY id")) {
            select.setInt(1, log.number());
            select.setLong(2, added);
            select.setLong(3, added);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    read(row).filter(release -> holds(release, added)).ifPresent(releases::add);
                }
            }
        }
        return releases;
    }

    private static boolean holds(Release release, long added) {
        return release.runs().stream().anyMatch(run -> run.first() <= added && added <= run.last());
    }

    List<Release> to(Connection connection, String principal, long since, int max) throws SQLException {
        List<Release> releases = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(COLUMNS
                + " WHERE principal = ? AND released_at >= ? ORDER BY principal, released_at, id FETCH FIRST " + max
                + " ROWS ONLY")) {
            Sql.setText(select, 1, principal);
            select.setLong(2, since);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    read(row).ifPresent(releases::add);
                }
            }
        }
        return releases;
    }

    /** Id of the last row; 0 if there is none. */
    long last(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT MAX(id) FROM page_release");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    List<LedgerRow> after(Connection connection, long id, long through, int max) throws SQLException {
        List<LedgerRow> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(COLUMNS.replace("SELECT ", "SELECT id, ")
                + " WHERE id > ? AND id <= ? ORDER BY id FETCH FIRST " + max + " ROWS ONLY")) {
            select.setLong(1, id);
            select.setLong(2, through);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long found = row.getLong(1);
                    read(row, 1).ifPresent(release -> rows.add(new LedgerRow(found, release)));
                }
            }
        }
        return rows;
    }

    private Optional<Release> read(ResultSet row) throws SQLException {
        return read(row, 0);
    }

    /** @param before columns before those of a release */
    private Optional<Release> read(ResultSet row, int before) throws SQLException {
        Optional<StoredLog> log = logs.find(row.getInt(before + 4));
        if (log.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Release(
                row.getString(before + 1),
                row.getString(before + 2),
                Microseconds.toInstant(row.getLong(before + 3)),
                log.get().collection().id(),
                row.getString(before + 5),
                row.getString(before + 6),
                decode(row.getBytes(before + 7)),
                row.getInt(before + 8)));
    }

    // The runs ascend, so distances are small numbers.
    private static byte[] encode(List<Run> runs) {
        var out = new ByteSink(16 + runs.size() * 6);
        out.writeNumber(FORMAT);
        out.writeNumber(runs.size());
        long previous = 0;
        for (Run run : runs) {
            if (run.first() < previous || run.last() < run.first()) {
                throw new IllegalArgumentException("the runs of a release must ascend: " + run + " after " + previous);
            }
            out.writeNumber(run.first() - previous);
            out.writeNumber(run.last() - run.first());
            previous = run.last();
        }
        return out.toByteArray();
    }

    private static List<Run> decode(byte[] bytes) {
        var in = new ByteSource(bytes);
        int format = in.readCount();
        if (format != FORMAT) {
            throw new IllegalStateException("the ledger holds runs of format " + format + ", this program reads format "
                    + FORMAT + ": use the program that wrote it");
        }
        int count = in.readCount();
        List<Run> runs = new ArrayList<>(count);
        long previous = 0;
        for (int i = 0; i < count; i++) {
            long first = previous + in.readNumber();
            previous = first + in.readNumber();
            runs.add(new Run(first, previous));
        }
        return runs;
    }
}
