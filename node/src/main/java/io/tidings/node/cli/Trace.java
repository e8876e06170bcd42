package io.tidings.node.cli;

import io.tidings.node.api.wire.Reports;
import io.tidings.node.intake.Quarantine;
import io.tidings.node.operations.TraceReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidings trace}. */
@Command(name = "trace", description = "Where an object came from, and who got it.")
final class Trace implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "OBJECT-ID", description = "Such as indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f.")
    private String objectId = "";

    @Mixin
    private JsonOption json = new JsonOption();

    Trace(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        TraceReport trace = session.work(operations -> operations.trace(objectId));
        if (json.isSet()) {
            session.terminal().print(Reports.TRACE.text(trace));
        } else {
            session.terminal().print(trace.id());
            trace.versions().forEach(this::show);
        }
        return ExitCode.OK.number();
    }

    private void show(TraceReport.Version version) {
        Terminal terminal = session.terminal();
        String state = version.collection().startsWith(Quarantine.PREFIX)
                ? ", kept aside as faulty"
                : version.claim() ? ", a claim: its sender may not version it" : version.current() ? ", current" : "";
        terminal.print("");
        terminal.print(Table.shown("version " + version.version() + " in " + version.collection() + ", added "
                + version.dateAdded() + state));
        var table = new Table("", "WHO", "HOW", "WHEN", "FROM FILE OR ADDRESS", "UNDER");
        for (TraceReport.Arrival each : version.arrivals()) {
            table.row(
                    "  came from",
                    each.from(),
                    each.channel(),
                    each.at(),
                    each.origin().orElse("-"),
                    each.agreement().map(Trace::brief).orElse("-"));
        }
        for (TraceReport.Departure each : version.departures()) {
            table.row("  went to", each.to(), each.channel(), each.at(), "-", brief(each.rules()));
        }
        table.lines().forEach(terminal::print);
        show(version.proof());
    }

    private void show(TraceReport.Proof proof) {
        Terminal terminal = session.terminal();
        String verdict = switch (proof.verdict()) {
            case "verified" -> "  sealed: verified, every step is by a key that counts";
            case "doubtful" -> "  sealed: nothing contradicts, but not every step is proven";
            case "broken" -> "  sealed: BROKEN, it proves nothing";
            default -> "  unsigned: nobody sealed it, so nothing proves where it came from";
        };
        terminal.print(Table.shown(verdict + proof.why().map(why -> "; " + why).orElse("")));
        if (!proof.path().isEmpty()) {
            var table = new Table("", "WHO", "HERE KNOWN AS", "SEALED AT", "KEY", "");
            proof.path()
                    .forEach(each -> table.row(
                            "    " + each.step(),
                            each.organisation(),
                            each.signer().orElse("unknown"),
                            each.at(),
                            each.key().substring(0, Math.min(12, each.key().length())),
                            each.doubt().orElse("proven")));
            table.lines().forEach(terminal::print);
        }
    }

    // The whole hash is in the JSON; a person compares its beginning.
    private static String brief(String version) {
        int shown = "sha256:".length() + 12;
        return version.startsWith("sha256:") && version.length() > shown ? version.substring(0, shown) : version;
    }
}
