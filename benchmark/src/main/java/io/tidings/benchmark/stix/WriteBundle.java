package io.tidings.benchmark.stix;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a bundle of indicators: {@code FILE COUNT BYTES-EACH}. */
public final class WriteBundle {
    private WriteBundle() {}

    public static void main(String[] arguments) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
            new Indicators(3, Integer.parseInt(arguments[2])).writeBundle(out, Integer.parseInt(arguments[1]));
        }
    }
}
