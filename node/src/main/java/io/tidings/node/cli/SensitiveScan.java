package io.tidings.node.cli;

import io.tidings.node.api.wire.QuarantineForms;
import io.tidings.node.operations.SensitiveReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidings sensitive scan}. */
@Command(
        name = "scan",
        description = "Look through what a collection holds for sensitive data. Ends with 4 if there is any.")
final class SensitiveScan implements Callable<Integer> {
    private final Session session;

    @Option(names = "--collection", required = true, paramLabel = "NAME", description = "Which (name or id).")
    private String collection = "";

    @Mixin
    private JsonOption json = new JsonOption();

    SensitiveScan(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        SensitiveReport report = scanned();
        Terminal terminal = session.terminal();
        if (json.isSet()) {
            terminal.print(QuarantineForms.SENSITIVE.text(report));
        } else {
            terminal.print("%s: %d of %d entries hold what looks sensitive"
                    .formatted(report.collection(), report.found(), report.examined()));
            var table = new Table("SOURCE", "OBJECT", "VERSION", "WHAT AND WHERE");
            report.items().forEach(each -> table.row(each.source(), each.id(), each.version(), each.findings()));
            if (!report.items().isEmpty()) {
                table.lines().forEach(terminal::print);
            }
            if (report.found() > report.items().size()) {
                terminal.note(report.found() - report.items().size() + " more are not shown");
            }
        }
        return (report.found() == 0 ? ExitCode.OK : ExitCode.REFUSED).number();
    }

    private SensitiveReport scanned() throws Exception {
        try (Terminal.ProgressDisplay progress = session.terminal().progress("scan")) {
            return session.work(operations -> operations.quarantine().scan(collection, progress));
        }
    }
}
