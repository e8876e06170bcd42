package io.tidings.node.store;

import io.tidings.node.store.Schema.Column;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Writes all rows of a table as bytes that need no database to be read: a line that says what it is, the columns, each row
 * after a 1, a 0, and the number of rows. A value has a 0 before it that says it is absent, or a 1. Numbers are eight
 * bytes, texts (UTF-8) and bytes have their length before them in four. {@link RowReader} reads it.
 */
final class RowWriter {
    static final String FORMAT = "tidings rows 1";

    private RowWriter() {}

    /**
     * @param written told now and then how many bytes of content have been written
     * @return the number of rows
     */
    static long write(
            Connection connection, String table, List<Column> columns, OutputStream stream, LongConsumer written)
            throws SQLException, IOException {
        var out = new DataOutputStream(stream);
        out.writeUTF(FORMAT);
        out.writeInt(columns.size());
        for (Column column : columns) {
            out.writeUTF(column.name());
            out.writeUTF(column.kind().name());
        }
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        long rows = 0;
        try (PreparedStatement select = connection.prepareStatement("SELECT " + names + " FROM " + table)) {
            select.setFetchSize(64); // PostgreSQL would read the whole table into memory
            try (ResultSet row = select.executeQuery()) {
                long bytes = 0;
                while (row.next()) {
                    out.writeByte(1);
                    for (int i = 0; i < columns.size(); i++) {
                        bytes += value(row, i + 1, columns.get(i), out);
                    }
                    rows++;
                    written.accept(bytes);
                }
            }
        }
        out.writeByte(0);
        out.writeLong(rows);
        out.flush();
        return rows;
    }

    private static int value(ResultSet row, int index, Column column, DataOutputStream out)
            throws SQLException, IOException {
        return switch (column.kind()) {
            case NUMBER -> {
                long number = row.getLong(index);
                out.writeByte(row.wasNull() ? 0 : 1);
                if (!row.wasNull()) {
                    out.writeLong(number);
                }
                yield Long.BYTES;
            }
            case TEXT -> {
                String text = row.getString(index);
                yield text == null ? absent(out) : bytes(text.getBytes(StandardCharsets.UTF_8), out);
            }
            case BYTES -> {
                byte[] bytes = row.getBytes(index);
                yield bytes == null ? absent(out) : bytes(bytes, out);
            }
            case UUID -> {
                UUID uuid = row.getObject(index, UUID.class);
                yield uuid == null ? absent(out) : uuid(uuid, out);
            }
        };
    }

    private static int absent(DataOutputStream out) throws IOException {
        out.writeByte(0);
        return 0;
    }

    private static int bytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeByte(1);
        out.writeInt(bytes.length);
        out.write(bytes);
        return bytes.length;
    }

    private static int uuid(UUID uuid, DataOutputStream out) throws IOException {
        out.writeByte(1);
        out.writeLong(uuid.getMostSignificantBits());
        out.writeLong(uuid.getLeastSignificantBits());
        return 2 * Long.BYTES;
    }
}
