package io.tidings.node.demo;

import java.io.PrintStream;

/** Tells what happens, step by step, and keeps the score of the checks. */
final class Narrator {
    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final boolean colour;
    private int step;
    private int held;
    private int broken;

    Narrator(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    void title(String text) {
        out.println(styled(BOLD, text));
    }

    void step(String text) {
        step++;
        out.println();
        out.println(styled(BOLD, step + "  " + text));
        out.flush();
    }

    void say(String format, Object... arguments) {
        out.println("   " + String.format(java.util.Locale.ROOT, format, arguments));
        out.flush();
    }

    void check(String what, boolean holds, String otherwise) {
        if (holds) {
            held++;
            out.println("   " + styled(GREEN, "ok") + "    " + what);
        } else {
            broken++;
            out.println("   " + styled(RED, "WRONG") + " " + what + ": " + otherwise);
        }
        out.flush();
    }

    /** Says how the checks went; whether all held. */
    boolean sumUp() {
        out.println();
        out.println(styled(
                BOLD,
                broken == 0
                        ? "All " + held + " checks held."
                        : broken + " of " + (held + broken) + " checks did not hold."));
        out.flush();
        return broken == 0;
    }

    private String styled(String style, String text) {
        return colour ? style + text + PLAIN : text;
    }
}
