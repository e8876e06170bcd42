package io.tidings.node.check;

import io.tidings.stix.validate.Finding;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Findings for a person: under each object what is wrong with it, and a line of counts for each file at the end. */
public final class ReadableFindings implements FindingWriter {
    private final PrintStream out;
    private String heading = "";

    public ReadableFindings(PrintStream out) {
        this.out = out;
    }

    @Override
    public void write(Located located) {
        Finding finding = located.finding();
        String next = located.file() + " " + finding.object();
        String shown = located.file()
                + (located.line().isPresent() ? ":" + located.line().getAsLong() : "")
                + (finding.object().isEmpty() ? "" : "  " + finding.object());
        if (!next.equals(heading)) {
            out.println(shown(shown));
            heading = next;
        }
        out.println(shown(String.format(
                Locale.ROOT,
                "  %-7s  %-5s  %s%s; %s%s",
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.rule().id(),
                finding.pointer().isEmpty() ? "" : finding.pointer() + " ",
                finding.problem(),
                finding.remedy(),
                finding.section().isEmpty() ? "" : " (§" + finding.section() + ")")));
    }

    @Override
    public void end(List<Summary> files) {
        for (Summary each : files) {
            out.println(shown(each.file()) + ": " + each.objects() + " objects, " + each.refused() + " refused; "
                    + each.errors() + " errors, " + each.warnings() + " warnings, " + each.notes() + " notes"
                    + (each.unlisted() == 0 ? "" : ", " + each.unlisted() + " more not listed"));
        }
        out.flush();
    }

    /** Without what could move a terminal's cursor: the text is a stranger's. */
    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
