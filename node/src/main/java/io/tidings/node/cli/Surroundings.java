package io.tidings.node.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The process around the command line.
 *
 * @param stop made when a command stays up until it is told to stop
 */
public record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Clock clock,
        SecureRandom random,
        Supplier<Stop> stop) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process, in UTF-8 whatever the locale says: identifiers and names come back as they went in. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                System.in,
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                System.getenv(),
                isTerminal(1),
                isTerminal(2),
                Clock.systemUTC(),
                new SecureRandom(),
                JvmStop::new);
    }

    // Java 17 can only tell of standard input and output together, newer ones say always yes; Linux can of each.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException noProc) {
            return System.console() != null;
        }
    }
}
