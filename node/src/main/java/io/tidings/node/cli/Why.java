package io.tidings.node.cli;

import io.tidings.node.api.wire.Reports;
import io.tidings.node.operations.WhyReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidings why}. */
@Command(
        name = "why",
        description = "Whether a peer or client gets an object, by which rule not, and when it was given.")
final class Why implements Callable<Integer> {
    private final Session session;

    @Parameters(
            index = "0",
            paramLabel = "PRINCIPAL",
            description = "A peer or client, such as bank-b, peer:bank-b or client:siem.")
    private String principal = "";

    @Parameters(index = "1", paramLabel = "OBJECT-ID", description = "The object's STIX id.")
    private String objectId = "";

    @Mixin
    private JsonOption json = new JsonOption();

    Why(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        WhyReport report = session.work(operations -> operations.why(principal, objectId));
        if (json.isSet()) {
            session.terminal().print(Reports.WHY.text(report));
        } else {
            report.items().forEach(item -> show(report.principal(), item));
        }
        return ExitCode.OK.number();
    }

    private void show(String who, WhyReport.Item item) {
        Terminal terminal = session.terminal();
        terminal.print(Table.shown("%s, version %s, added %s%s"
                .formatted(
                        item.collection(),
                        item.version(),
                        item.dateAdded(),
                        item.current() ? "" : ", not the newest")));
        terminal.print(Table.shown("  " + (item.given() ? "given" : "withheld")
                + item.rule()
                        .map(rule -> " (" + rule + "): " + item.explanation())
                        .orElse("")));
        terminal.print(
                item.pages() == 0
                        ? "  never went to " + who + " so far"
                        : "  went to %s on %d pages, first %s, last %s"
                                .formatted(
                                        who,
                                        item.pages(),
                                        item.first().orElse(""),
                                        item.last().orElse("")));
    }
}
