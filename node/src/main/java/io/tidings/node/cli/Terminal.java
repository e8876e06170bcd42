package io.tidings.node.cli;

import io.tidings.node.operations.Operations.Progress;
import java.io.PrintStream;
import java.util.function.Consumer;

/** What a command shows: data on standard output, everything said to a person on standard error. */
final class Terminal {
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;
    private final boolean colour;

    Terminal(Surroundings surroundings) {
        this.out = surroundings.out();
        this.err = surroundings.err();
        this.outIsTerminal = surroundings.outIsTerminal();
        this.errIsTerminal = surroundings.errIsTerminal();
        // https://no-color.org
        this.colour = surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty()
                && !surroundings.environment().getOrDefault("TERM", "").equals("dumb");
    }

    /** A line of data. */
    void print(String line) {
        out.println(line);
        out.flush();
    }

    /** A line for a person. */
    void note(String line) {
        err.println(Table.shown(line));
    }

    /** One line, whatever line breaks the message has. */
    void error(String message) {
        boolean coloured = colour && errIsTerminal;
        err.println(
                (coloured ? RED + "error:" + PLAIN : "error:") + " " + Table.shown(message.replaceAll("\\R\\s*", " ")));
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    boolean mayColourOut() {
        return colour && outIsTerminal;
    }

    /** Where to tell progress to; close it before anything else is shown. */
    ProgressDisplay progress(String task) {
        return errIsTerminal ? new ProgressBarDisplay(task, err) : new NoDisplay();
    }

    /** Shows how far a long call has come. {@code accept} may be called from any one thread. */
    interface ProgressDisplay extends Consumer<Progress>, AutoCloseable {
        @Override
        void close();
    }

    private static final class NoDisplay implements ProgressDisplay {
        @Override
        public void accept(Progress progress) {}

        @Override
        public void close() {}
    }
}
