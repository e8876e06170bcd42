package io.tidings.node.store;

import io.tidings.node.store.Schema.Column;
import io.tidings.node.store.Schema.Kind;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Inserts rows as {@link RowWriter} wrote them into an empty table with the same columns. */
final class RowReader {
    private static final int LONGEST_VALUE = 64 << 20;
    private static final int BATCH_ROWS = 500;
    private static final long BATCH_BYTES = 4 << 20;

    private final String table;
    private final List<Column> columns;
    private final DataInputStream in;

    RowReader(String table, List<Column> columns, InputStream in) {
        this.table = table;
        this.columns = columns;
        this.in = new DataInputStream(in);
    }

    /**
     * @return the number of rows
     * @throws IOException if this is not what was written of a table with these columns
     */
    long insertAll(Connection connection) throws SQLException, IOException {
        try {
            readColumns();
            long rows = insertRows(connection);
            if (in.readLong() != rows || in.read() >= 0) {
                throw wrong("it does not end with the number of its rows");
            }
            return rows;
        } catch (EOFException cut) {
            throw wrong("it ends in the midst");
        }
    }

    private void readColumns() throws IOException {
        if (!in.readUTF().equals(RowWriter.FORMAT)) {
            throw wrong("it does not begin with \"" + RowWriter.FORMAT + "\"");
        }
        if (in.readInt() != columns.size()) {
            throw wrong("it has another number of columns");
        }
        for (Column column : columns) {
            if (!in.readUTF().equals(column.name())
                    || !in.readUTF().equals(column.kind().name())) {
                throw wrong("it has another column in the place of " + column.name());
            }
        }
    }

    private long insertRows(Connection connection) throws SQLException, IOException {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String places = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        long rows = 0;
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + table + " (" + names + ") OVERRIDING SYSTEM VALUE VALUES (" + places + ")")) {
            int waiting = 0;
            long bytes = 0;
            while (in.readByte() == 1) {
                for (int i = 0; i < columns.size(); i++) {
                    bytes += set(insert, i + 1, columns.get(i).kind());
                }
                insert.addBatch();
                rows++;
                waiting++;
                if (waiting >= BATCH_ROWS || bytes >= BATCH_BYTES) {
                    insert.executeBatch();
                    connection.commit();
                    waiting = 0;
                    bytes = 0;
                }
            }
            insert.executeBatch();
        }
        connection.commit();
        return rows;
    }

    private int set(PreparedStatement insert, int index, Kind kind) throws SQLException, IOException {
        boolean present = in.readByte() == 1;
        switch (kind) {
            case NUMBER -> {
                if (present) {
                    insert.setLong(index, in.readLong());
                } else {
                    insert.setNull(index, Types.BIGINT);
                }
                return Long.BYTES;
            }
            case TEXT -> {
                byte[] text = bytes(present);
                if (present) {
                    insert.setString(index, new String(text, StandardCharsets.UTF_8));
                } else {
                    insert.setNull(index, Types.VARCHAR);
                }
                return text.length;
            }
            case BYTES -> {
                byte[] bytes = bytes(present);
                if (present) {
                    insert.setBytes(index, bytes);
                } else {
                    insert.setNull(index, Types.VARBINARY);
                }
                return bytes.length;
            }
            case UUID -> {
                if (present) {
                    insert.setObject(index, new UUID(in.readLong(), in.readLong()));
                } else {
                    insert.setNull(index, Types.OTHER);
                }
                return 2 * Long.BYTES;
            }
        }
        throw new IllegalStateException("no such kind: " + kind);
    }

    private byte[] bytes(boolean present) throws IOException {
        if (!present) {
            return new byte[0];
        }
        int length = in.readInt();
        if (length < 0 || length > LONGEST_VALUE) {
            throw wrong("a value has " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private IOException wrong(String why) {
        return new IOException("this is not what was written of the table " + table + ": " + why);
    }
}
