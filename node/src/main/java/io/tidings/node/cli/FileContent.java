package io.tidings.node.cli;

import io.tidings.node.intake.Content;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A bundle or envelope in a file, which may be compressed with gzip. */
final class FileContent implements Content {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final boolean compressed;

    FileContent(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        this.file = file;
        this.compressed = isGzip(file);
    }

    /** For the receipt: without the directories, which are nobody's business. */
    String name() {
        return String.valueOf(file.getFileName());
    }

    @Override
    public InputStream open() throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        return compressed ? new GZIPInputStream(in, BUFFER_BYTES) : in;
    }

    // RFC 1952 §2.3.1
    private static boolean isGzip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }
}
