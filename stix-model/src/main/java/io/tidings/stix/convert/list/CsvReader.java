package io.tidings.stix.convert.list;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of a CSV file (RFC 4180), with any one-character delimiter and any line ends. Blank lines and lines that
 * begin with {@code #} are passed over.
 */
final class CsvReader {
    private static final int MOST_BYTES = 1 << 16;
    private static final int MOST_FIELDS = 1_000;

    private final TextBytes bytes;
    private final char delimiter;

    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private List<String> fields = new ArrayList<>();
    private int length;
    private String fault = "";

    CsvReader(TextBytes bytes, char delimiter) {
        this.bytes = bytes;
        this.delimiter = delimiter;
    }

    /**
     * One record.
     *
     * @param line of its first character
     * @param fault why it cannot be used; empty if it can
     */
    record CsvRecord(long line, List<String> fields, String fault) {
        CsvRecord {
            fields = List.copyOf(fields);
        }
    }

    /** The next record, or empty at the end. */
    Optional<CsvRecord> next() throws IOException {
        while (bytes.peek() == '\n' || bytes.peek() == '\r' || bytes.peek() == '#') {
            bytes.skipLine();
        }
        if (bytes.peek() == TextBytes.END) {
            return Optional.empty();
        }
        long line = bytes.line();
        fields = new ArrayList<>();
        length = 0;
        fault = "";
        boolean more = true;
        while (more && fault.isEmpty()) {
            more = bytes.peek() == '"' ? quoted() : plain();
            TextBytes.text(field).ifPresentOrElse(fields::add, () -> fail("is not in UTF-8"));
            field.reset();
            if (fields.size() > MOST_FIELDS) {
                fail("has more than 1,000 fields");
            }
        }
        if (more) {
            bytes.skipLine();
        }
        return Optional.of(new CsvRecord(line, fields, fault));
    }

    /** Reads up to the next delimiter or the end of the record; whether there is another field. */
    private boolean plain() throws IOException {
        int c = bytes.next();
        while (c != delimiter && c != '\n' && c != TextBytes.END) {
            if (!keep(c)) {
                return true;
            }
            c = bytes.next();
        }
        return c == delimiter;
    }

    private boolean quoted() throws IOException {
        long opened = bytes.line();
        bytes.next();
        while (true) {
            int c = bytes.next();
            if (c == TextBytes.END) {
                fail("has a quotation mark that is never closed, opened in line " + opened + " (RFC 4180 §2)");
                return false;
            }
            if (c == '"' && bytes.peek() != '"') {
                break;
            }
            if (c == '"') {
                bytes.next();
            }
            if (!keep(c)) {
                return true;
            }
        }
        int after = bytes.peek();
        while (after == ' ' && delimiter != ' ') {
            bytes.next();
            after = bytes.peek();
        }
        if (after != delimiter && after != '\n' && after != '\r' && after != TextBytes.END) {
            fail("has text behind a closing quotation mark; double the marks inside a field (RFC 4180 §2)");
            return true;
        }
        return bytes.next() == delimiter;
    }

    private boolean keep(int c) {
        if (++length > MOST_BYTES) {
            fail("is longer than 65,536 bytes: perhaps a quotation mark is not closed");
            return false;
        }
        field.write(c);
        return true;
    }

    private void fail(String reason) {
        if (fault.isEmpty()) {
            fault = reason;
        }
    }
}
