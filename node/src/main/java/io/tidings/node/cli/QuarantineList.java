package io.tidings.node.cli;

import io.tidings.node.api.wire.QuarantineForms;
import io.tidings.node.operations.QuarantineReport;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidings quarantine list}. */
@Command(name = "list", description = "List what is kept aside, and what is wrong with it.")
final class QuarantineList implements Callable<Integer> {
    private final Session session;

    @Option(names = "--from", paramLabel = "SOURCE", description = "Only of this source, such as peer:bank-b.")
    private Optional<String> source = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "At most this many (default: ${DEFAULT-VALUE}).")
    private int limit = 1_000;

    @Mixin
    private JsonOption json = new JsonOption();

    QuarantineList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        QuarantineReport report =
                session.work(operations -> operations.quarantine().list(source, limit));
        if (json.isSet()) {
            session.terminal().print(QuarantineForms.LIST.text(report));
            return ExitCode.OK.number();
        }
        var table = new Table("SINCE", "SOURCE", "FOR", "KIND", "OBJECT", "VERSION", "WHAT IS WRONG");
        report.items()
                .forEach(each -> table.row(
                        each.since(),
                        each.source(),
                        each.target(),
                        each.kind(),
                        each.id(),
                        each.version(),
                        each.problem()));
        table.lines().forEach(session.terminal()::print);
        if (report.total() > report.items().size()) {
            session.terminal()
                    .note(report.total() - report.items().size() + " more are not shown; see --limit and --from");
        }
        return ExitCode.OK.number();
    }
}
