package io.tidings.node.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of one file as bytes, with their line breaks; a line longer than any record is cut there. For one thread. */
final class LineReader implements AutoCloseable {
    private static final int BUFFER = 256 << 10;

    private final InputStream in;

    LineReader(Path file) throws IOException {
        this.in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    }

    /** The next line, which lacks its line break only at the file's end or where it is too long; empty at the end. */
    Optional<byte[]> next() throws IOException {
        var line = new ByteArrayOutputStream(512);
        while (line.size() <= AuditLine.MOST_BYTES) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
    }

    static boolean isWhole(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\n';
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
