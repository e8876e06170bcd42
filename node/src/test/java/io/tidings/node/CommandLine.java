package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.cli.CommandLineApp;
import io.tidings.node.cli.Programs;
import io.tidings.node.cli.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/** Commands as an operator gives them to a running node; they never open a store themselves. */
final class CommandLine {
    private CommandLine() {}

    /** Runs a command that is to succeed; returns what it printed. */
    static String run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var surroundings = new Surroundings(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false,
                Clock.systemUTC(),
                new SecureRandom(),
                () -> {
                    throw new AssertionError("nothing was to serve");
                });
        var programs = new Programs(
                home -> {
                    throw new AssertionError("no node runs from " + home.directory());
                },
                (home, options) -> {
                    throw new AssertionError("nothing was to serve");
                },
                (options, told, stop) -> {
                    throw new AssertionError("no demonstration was asked for");
                });
        int exit = new CommandLineApp(surroundings, programs).run(arguments);
        assertThat(exit)
                .as(() -> String.join(" ", arguments) + ": " + err.toString(StandardCharsets.UTF_8))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
