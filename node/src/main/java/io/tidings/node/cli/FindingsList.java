package io.tidings.node.cli;

import io.tidings.node.api.wire.QuarantineForms;
import io.tidings.node.operations.QuarantineReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidings findings}. */
@Command(
        name = "findings",
        description = "How often each STIX rule was broken by what each source sent, since the node started.")
final class FindingsList implements Callable<Integer> {
    private final Session session;

    @Mixin
    private JsonOption json = new JsonOption();

    FindingsList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        List<QuarantineReport.Count> counts =
                session.work(operations -> operations.quarantine().findings());
        if (json.isSet()) {
            session.terminal().print(QuarantineForms.COUNT.listText(counts));
            return ExitCode.OK.number();
        }
        var table = new Table("SOURCE", "SEVERITY", "RULE", "COUNT", "FIRST IN", "WHAT");
        counts.forEach(each -> table.row(
                each.source(),
                each.severity(),
                each.rule(),
                Long.toString(each.count()),
                each.example(),
                each.problem()));
        table.lines().forEach(session.terminal()::print);
        return ExitCode.OK.number();
    }
}
