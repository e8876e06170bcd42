package io.tidings.node.contentpackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports on a file system that is really full: a small one in memory, which only a process of the test's own sees. */
class FullFileSystemIT {
    private static final long SECONDS = 180;
    private static final int LINES_SHOWN = 60;

    @TempDir
    private Path folder;

    @Test
    void nothingIsHalfTakenAndNothingLost() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        assumeTrue(
                mounted(home, List.of("true")) == 0,
                "needs unshare, and a system that lets users mount in name spaces of their own");
        int exitCode = mounted(
                home,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Inside.class.getName(),
                        folder.toString(),
                        home.toString()));
        assertThat(exitCode).as(lastSaid()).isZero();
    }

    // Why it ended is at the end, and a report of the build shows the beginning of a text.
    private String lastSaid() throws IOException {
        List<String> lines = Files.readAllLines(output());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }

    private int mounted(Path home, List<String> then) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "-Urm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=24m none \"$1\" && shift && exec \"$@\"",
                "sh",
                home.toString()));
        command.addAll(then);
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output().toFile())
                    .start();
        } catch (IOException noSuchProgram) {
            return -1;
        }
        try {
            return process.waitFor(SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } finally {
            process.destroyForcibly();
        }
    }

    private Path output() {
        return folder.resolve("output");
    }

    /** What runs inside. */
    static final class Inside {
        private Inside() {}

        public static void main(String[] arguments) throws Exception {
            ImportMomentsIT.onAFileSystemThatIsFull(Path.of(arguments[0]), Path.of(arguments[1]));
        }
    }
}
