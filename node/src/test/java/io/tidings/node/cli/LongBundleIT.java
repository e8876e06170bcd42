package io.tidings.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code validate} in a process with a small heap: however long the bundle, every object is compared with every
 * other (I-8).
 *
 * <p>{@code -Dtidings.heavy.objects=1000000} is the size that is promised for {@code -Xmx256m}; it takes a minute.
 */
class LongBundleIT {
    private static final int OBJECTS = Integer.getInteger("tidings.heavy.objects", 40_000);
    /** A million objects need 256 MiB; the program itself some 16. */
    private static final int HEAP_MEBIBYTES = 16 + OBJECTS / 4_167;

    @TempDir
    Path folder;

    @Test
    void theLastObjectIsComparedWithTheFirst() throws Exception {
        Path bundle = folder.resolve("long.json");
        try (BufferedWriter out = Files.newBufferedWriter(bundle)) {
            out.write("{\"type\":\"bundle\",\"id\":\"bundle--00000000-0000-4000-8000-000000000009\",\"objects\":[\n");
            for (int i = 0; i < OBJECTS; i++) {
                out.write(tool(i) + ",\n");
            }
            out.write(tool(0) + "\n]}");
        }
        Path output = folder.resolve("out.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=" + (OBJECTS > 100_000 ? 4 : 1),
                        "-Xmx" + HEAP_MEBIBYTES + "m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "io.tidings.node.Main",
                        "validate",
                        bundle.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.size(bundle)).isGreaterThan(HEAP_MEBIBYTES * 512L * 1024);
        assertThat(Files.readString(output))
                .contains("long.json:" + (OBJECTS + 2) + "  " + id(0))
                .contains("this version comes twice in the bundle")
                .contains(OBJECTS + 1 + " objects, 0 refused; 0 errors, 0 warnings, 1 notes");
        assertThat(process.exitValue()).isZero();
    }

    private static String tool(int number) {
        return "{\"type\":\"tool\",\"spec_version\":\"2.1\",\"id\":\"" + id(number)
                + "\",\"created_by_ref\":\"identity--00000000-0000-4000-8000-000000000007\","
                + "\"created\":\"2026-01-01T00:00:00.000Z\",\"modified\":\"2026-01-01T00:00:00.000Z\","
                + "\"name\":\"tool " + number + "\",\"description\":\"one of many that a long bundle has, each with its"
                + " own identifier\",\"tool_types\":[\"remote-access\"]}";
    }

    private static String id(int number) {
        return "tool--%08x-0c41-4a05-a5f4-8d0b0c6f7a51".formatted(number);
    }
}
