package io.tidings.benchmark.stix;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Content by name: {@code 600} and {@code 1500} are bundles of indicators of so many bytes, all else is a file. */
final class Feed {
    static final int OBJECTS = 10_000;

    private Feed() {}

    static byte[] named(String name) {
        try {
            if (!name.matches("[0-9]+")) {
                return file(Path.of(name));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new Indicators(1, Integer.parseInt(name)).writeBundle(out, OBJECTS);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** The content of a file, unpacked if its name ends in {@code .gz}. */
    static byte[] file(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!file.toString().endsWith(".gz")) {
            return bytes;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }
}
