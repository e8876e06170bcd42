package io.tidings.node.cli;

import io.tidings.stix.marking.Tlp;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The program {@code tidings}.
 *
 * <p>Exit codes, for scripts: 0 done; 1 failed; 2 the command or a configuration file is wrong; 3 not found; 4 refused
 * or in conflict with what is there; 5 a node, a peer or a network is not available now ({@link ExitCode}).
 */
public final class CommandLineApp {
    private final Surroundings surroundings;
    private final Programs programs;

    public CommandLineApp(Surroundings surroundings, Programs programs) {
        this.surroundings = surroundings;
        this.programs = programs;
    }

    /** Runs one command; returns its exit code, and never throws. */
    public int run(String... arguments) {
        var globals = new Globals();
        var session = new Session(surroundings, programs, globals);
        try {
            return execute(globals, session, arguments);
        } catch (Error e) { // picocli lets these pass, and a thread of a half-open node would keep the process
            session.terminal()
                    .error("this program cannot go on (" + e
                            + "); run it again with --debug and report what it prints");
            if (globals.debug()) {
                e.printStackTrace(surroundings.err());
            }
            return ExitCode.FAILED.number();
        }
    }

    private int execute(Globals globals, Session session, String... arguments) {
        var failures = new Failures(session.terminal(), globals);
        CommandLine commandLine = Commands.named(globals, session, arguments)
                .setOut(writer(surroundings.out()))
                .setErr(writer(surroundings.err()))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(session.terminal().mayColourOut() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpAutoWidth(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(failures::execution)
                .setParameterExceptionHandler(failures::usage);
        commandLine.registerConverter(Tlp.class, Conversions::tlp);
        commandLine.registerConverter(Duration.class, Conversions::duration);
        int exitCode = commandLine.execute(arguments);
        surroundings.out().flush();
        if (surroundings.out().checkError() && exitCode == ExitCode.OK.number()) {
            session.terminal().error("standard output: cannot be written to; what was printed is not complete");
            return ExitCode.FAILED.number();
        }
        return exitCode;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    static String version() {
        String built = CommandLineApp.class.getPackage().getImplementationVersion();
        return "tidings " + (built == null ? "(not packaged)" : built) + ", Java "
                + Runtime.version().feature() + String.format(Locale.ROOT, " (%s)", System.getProperty("java.vendor"));
    }
}
