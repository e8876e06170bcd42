package io.tidings.node.cli;

import io.tidings.node.api.wire.SharingForms;
import io.tidings.node.operations.GivenReport;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings given}. */
@Command(name = "given", description = "What was given to someone, page by page, as the ledger has it.")
final class Given implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "PEER", description = "A peer's name; or peer:NAME, client:NAME, operator.")
    private String whom = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "From when on: a day or a time of UTC, or how long ago, such as 24h (default: from the first).")
    private String since = "";

    @Option(names = "--objects", description = "Name the objects of each page.")
    private boolean objects;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Pages to show (default: ${DEFAULT-VALUE}).")
    private int most = 1000;

    @Mixin
    private JsonOption json = new JsonOption();

    Given(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        String principal = whom.contains(":") || whom.equals("operator") ? whom : "peer:" + whom;
        Instant from = since.isEmpty()
                ? Instant.EPOCH
                : Conversions.past(since, session.surroundings().clock());
        GivenReport report = session.work(operations -> operations.sharing().given(principal, from, objects, most));
        if (json.isSet()) {
            session.terminal().print(SharingForms.GIVEN.text(report));
            return ExitCode.OK.number();
        }
        show(report);
        return ExitCode.OK.number();
    }

    private void show(GivenReport report) {
        var table = new Table("AT", "COLLECTION", "ENTRIES", "FIRST ADDED", "LAST ADDED", "HOW", "ASKED FOR");
        for (GivenReport.Page each : report.pages()) {
            table.row(
                    each.at(),
                    each.collection(),
                    Long.toString(each.entries()),
                    each.first(),
                    each.last(),
                    each.channel(),
                    each.query());
            each.objects().forEach(id -> table.row("  " + id, "", "", "", "", "", ""));
        }
        table.lines().forEach(session.terminal()::print);
        if (report.more()) {
            session.terminal()
                    .note("there are more; go on with --since "
                            + report.pages().get(report.pages().size() - 1).at() + " or a larger --most");
        }
    }
}
