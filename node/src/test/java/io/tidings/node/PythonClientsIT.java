package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidings.node.identity.Pem;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real third-party clients, in a virtual environment below {@code target/}: taxii2-client (OASIS) and cytaxii2 (Cyware),
 * over TLS that they verify.
 *
 * <p>Skipped where there is no Python 3 with venv, or its packages cannot be had; {@code -Dtidings.python=required} fails
 * instead.
 */
class PythonClientsIT {
    private static final Path SOURCES = Path.of("src", "test", "python");
    private static final Path ENVIRONMENT = Path.of("target", "python-clients");
    private static final long INSTALL_SECONDS = 180;
    private static final int CHECKS = 36;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private TestNode node;

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theirMainCallsDoWhatTheyAreFor() throws Exception {
        Path python = environment();
        node = TestNode.create(vertx, directory.resolve("node"), "Bank A").start();
        UUID collection = node.addCollection("shared");
        node.addClient("tip", "a password", "shared");
        Path authority = Files.writeString(directory.resolve("ca.pem"), Pem.of(node.identity.certificate()));

        Ended ended = run(
                120,
                python.toString(),
                SOURCES.resolve("clients.py").toString(),
                node.discovery().toString(),
                authority.toString(),
                "tip",
                "a password",
                collection.toString());

        assertThat(ended.output.lines().filter(line -> !line.startsWith("PASS ")))
                .as(ended.output)
                .isEmpty();
        assertThat(ended.output.lines()).as("checks").hasSize(CHECKS);
        assertThat(ended.exitCode).as(ended.output).isZero();
    }

    /** The environment's Python, with the packages in it. */
    private Path environment() throws Exception {
        Path python = ENVIRONMENT.resolve("bin").resolve("python").toAbsolutePath();
        Path installed = ENVIRONMENT.resolve("installed.txt");
        Path wanted = SOURCES.resolve("requirements.txt");
        if (Files.exists(installed) && Files.mismatch(installed, wanted) < 0) {
            return python;
        }
        need(run(60, "python3", "-m", "venv", "--clear", ENVIRONMENT.toString()), "no Python 3 with venv here");
        need(
                run(
                        INSTALL_SECONDS,
                        python.toString(),
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--disable-pip-version-check",
                        "--no-input",
                        "--require-hashes",
                        "--only-binary",
                        ":all:",
                        "-r",
                        wanted.toString()),
                "the Python packages cannot be had here");
        Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
        return python;
    }

    private static void need(Ended ended, String otherwise) {
        boolean required = "required".equals(System.getProperty("tidings.python"));
        String why = otherwise + ": " + ended.output;
        if (required) {
            assertThat(ended.exitCode).as(why).isZero();
        }
        assumeTrue(ended.exitCode == 0, why);
    }

    private record Ended(int exitCode, String output) {}

    private Ended run(long seconds, String... command) throws Exception {
        Path output = directory.resolve("output.txt");
        Process process;
        try {
            process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException noSuchProgram) {
            return new Ended(-1, noSuchProgram.toString());
        }
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output);
        return ended ? new Ended(process.exitValue(), text) : new Ended(-1, "no end within " + seconds + " s; " + text);
    }
}
