package io.tidings.node.cli;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.operations.TraceReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidings who-got}. */
@Command(name = "who-got", description = "To whom an object went, and when, as the ledger has it.")
final class WhoGot implements Callable<Integer> {
    private static final JsonForm<Got> FORM = JsonForm.shown((out, got) -> out.text("to", got.departure.to())
            .text("at", got.departure.at())
            .text("channel", got.departure.channel())
            .text("version", got.version.version())
            .text("collection", got.version.collection())
            .text("rules", got.departure.rules()));

    private final Session session;

    @Parameters(paramLabel = "OBJECT-ID", description = "Such as indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f.")
    private String objectId = "";

    @Mixin
    private JsonOption json = new JsonOption();

    WhoGot(Session session) {
        this.session = session;
    }

    private record Got(TraceReport.Version version, TraceReport.Departure departure) {}

    @Override
    public Integer call() throws Exception {
        TraceReport trace = session.work(operations -> operations.trace(objectId));
        var all = trace.versions().stream()
                .flatMap(version -> version.departures().stream().map(departure -> new Got(version, departure)))
                .toList();
        if (json.isSet()) {
            session.terminal().print(FORM.listText(all));
            return ExitCode.OK.number();
        }
        var table = new Table("WHO", "WHEN", "HOW", "VERSION", "COLLECTION");
        all.forEach(each -> table.row(
                each.departure.to(),
                each.departure.at(),
                each.departure.channel(),
                each.version.version(),
                each.version.collection()));
        table.lines().forEach(session.terminal()::print);
        if (all.isEmpty()) {
            session.terminal().note("nobody got it");
        }
        return ExitCode.OK.number();
    }
}
