package io.tidings.stix.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Specification digests and real feeds in a folder {@code shared} beside the project; tests skip where it is absent. */
public final class Shared {
    private Shared() {}

    /** The content of a file below {@code shared}, unpacked if its name ends in {@code .gz}; skips the test if absent. */
    public static byte[] bytes(String name) {
        return read(path(name));
    }

    /** The JSON files in a folder below {@code shared}; skips the test if absent. */
    public static List<Path> jsonFiles(String folder) {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.filter(file -> file.toString().matches(".*\\.json(\\.gz)?"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (!file.toString().endsWith(".gz")) {
                return bytes;
            }
            try (GZIPInputStream in = new GZIPInputStream(new java.io.ByteArrayInputStream(bytes))) {
                return in.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path(String name) {
        for (Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath(); at != null; at = at.getParent()) {
            Path shared = at.resolve("shared");
            if (Files.isDirectory(shared.resolve("spec"))) {
                Path file = shared.resolve(name);
                Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
                return file;
            }
        }
        Assumptions.abort("skipped: no folder shared/spec beside the project, so no " + name);
        throw new AssertionError("unreachable");
    }
}
