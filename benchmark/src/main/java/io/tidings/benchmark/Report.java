package io.tidings.benchmark;

import java.io.PrintStream;
import java.util.Locale;

/** What was found, as lines for people: what, how much, what is wanted. */
final class Report {
    private final PrintStream out;
    private boolean allReached = true;

    Report(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        out.println();
        out.println(text);
    }

    void line(String format, Object... values) {
        out.println("  " + String.format(Locale.ROOT, format, values));
    }

    /** A figure that shall be at least {@code wanted}. */
    void atLeast(String what, double found, double wanted, String unit) {
        verdict(what, found, wanted, unit, found >= wanted, "at least");
    }

    /** A figure that shall be at most {@code wanted}. */
    void atMost(String what, double found, double wanted, String unit) {
        verdict(what, found, wanted, unit, found <= wanted, "at most");
    }

    private void verdict(String what, double found, double wanted, String unit, boolean reached, String bound) {
        allReached &= reached;
        line(
                "%-8s %s: %,.1f %s (%s %,.0f is wanted)",
                reached ? "REACHED" : "MISSED", what, found, unit, bound, wanted);
    }

    boolean allReached() {
        return allReached;
    }
}
