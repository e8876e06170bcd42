package io.tidings.node.store;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** The rows of the index's runs. */
final class KeyRunTable {
    /** Well below H2's limit of 1 MiB for one value; a version takes at most about 150 bytes of a page. */
    private static final int VERSIONS_PER_PART = 4_000;

    private static final int FILTER_PIECE_BYTES = 512 << 10;

    /** Ascending by number, which is the order in which they were made. */
    List<KeyRun> runs(Connection connection) throws SQLException {
        List<KeyRun> runs = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT run, entries, bits FROM key_run ORDER BY run");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                runs.add(new KeyRun(row.getLong(1), row.getInt(2), row.getInt(3)));
            }
        }
        return runs;
    }

    KeyRun insert(Connection connection, int entries) throws SQLException {
        int bits = KeyRun.bits(entries);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO key_run (entries, bits) VALUES (?, ?)", new String[] {"run"})) {
            insert.setInt(1, entries);
            insert.setInt(2, bits);
            insert.executeUpdate();
            return new KeyRun(Sql.generatedKey(insert), entries, bits);
        }
    }

    /** @param slots in {@link KeySlot#ORDER}; none makes no page */
    void insertPage(PreparedStatement insert, KeyRun run, int page, List<KeySlot> slots) throws SQLException {
        int part = 0;
        for (int from = 0; from < slots.size(); from += VERSIONS_PER_PART) {
            insert.setLong(1, run.pageId(page, part));
            insert.setBytes(2, KeyPage.write(slots.subList(from, Math.min(slots.size(), from + VERSIONS_PER_PART))));
            insert.executeUpdate();
            part++;
        }
    }

    PreparedStatement prepareInsertPage(Connection connection) throws SQLException {
        return connection.prepareStatement("INSERT INTO key_page (id, content) VALUES (?, ?)");
    }

    /** The rows of one page, in order. */
    List<byte[]> page(Connection connection, KeyRun run, int page) throws SQLException {
        List<byte[]> parts = new ArrayList<>(1);
        try (PreparedStatement select =
                connection.prepareStatement("SELECT content FROM key_page WHERE id >= ? AND id < ? ORDER BY id")) {
            select.setLong(1, run.pageId(page, 0));
            select.setLong(2, run.endOf(page));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    parts.add(row.getBytes(1));
                }
            }
        }
        return parts;
    }

    List<KeySlot> slots(Connection connection, KeyRun run, int page) throws SQLException {
        List<KeySlot> slots = new ArrayList<>();
        for (byte[] part : page(connection, run, page)) {
            KeyPage.read(part, slots);
        }
        return slots;
    }

    void deletePage(Connection connection, KeyRun run, int page) throws SQLException {
        deletePages(connection, run.pageId(page, 0), run.endOf(page));
    }

    private static void deletePages(Connection connection, long from, long to) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM key_page WHERE id >= ? AND id < ?")) {
            delete.setLong(1, from);
            delete.setLong(2, to);
            delete.executeUpdate();
        }
    }

    void delete(Connection connection, Collection<KeyRun> runs) throws SQLException {
        for (KeyRun run : runs) {
            deletePages(connection, run.pageId(0, 0), run.endOf(run.pages() - 1));
            for (String table : List.of("key_run", "key_filter")) {
                try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM " + table + " WHERE run = ?")) {
                    delete.setLong(1, run.run());
                    delete.executeUpdate();
                }
            }
        }
    }

    void insertFilter(Connection connection, KeyRun run, KeyFilter filter) throws SQLException {
        byte[] bytes = filter.toByteArray();
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO key_filter (run, part, content) VALUES (?, ?, ?)")) {
            for (int from = 0; from < bytes.length; from += FILTER_PIECE_BYTES) {
                insert.setLong(1, run.run());
                insert.setInt(2, from / FILTER_PIECE_BYTES);
                insert.setBytes(3, Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + FILTER_PIECE_BYTES)));
                insert.executeUpdate();
            }
        }
    }

    KeyFilter filter(Connection connection, KeyRun run) throws SQLException {
        var bytes = new ByteArrayOutputStream();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT content FROM key_filter WHERE run = ? ORDER BY run, part")) {
            select.setLong(1, run.run());
            eachContent(select, bytes::writeBytes);
        }
        return KeyFilter.read(bytes.toByteArray());
    }

    private static void eachContent(PreparedStatement select, Consumer<byte[]> consumer) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                consumer.accept(row.getBytes(1));
            }
        }
    }
}
