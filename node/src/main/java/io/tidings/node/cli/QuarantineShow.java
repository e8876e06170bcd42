package io.tidings.node.cli;

import io.tidings.node.api.wire.QuarantineForms;
import io.tidings.node.operations.QuarantineReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidings quarantine show}. */
@Command(name = "show", description = "Show an object that is kept aside, with all that is wrong with it.")
final class QuarantineShow implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "OBJECT-ID", description = "As 'tidings quarantine list' shows it.")
    private String objectId = "";

    @Mixin
    private JsonOption json = new JsonOption();

    QuarantineShow(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        List<QuarantineReport.Shown> shown =
                session.work(operations -> operations.quarantine().show(objectId));
        if (json.isSet()) {
            session.terminal().print(QuarantineForms.SHOWN.listText(shown));
        } else {
            shown.forEach(this::show);
        }
        return ExitCode.OK.number();
    }

    private void show(QuarantineReport.Shown shown) {
        QuarantineReport.Item item = shown.item();
        Terminal terminal = session.terminal();
        terminal.print(Table.shown(item.id() + " " + item.version()));
        terminal.print(Table.shown(
                item.kind() + ", from " + item.source() + " for " + item.target() + ", since " + item.since()));
        var table = new Table("SEVERITY", "WHERE", "WHAT IS WRONG", "WHAT IS RIGHT", "RULE");
        shown.findings()
                .forEach(each -> table.row(
                        each.severity(),
                        each.pointer().isEmpty() ? "-" : each.pointer(),
                        each.problem(),
                        each.remedy(),
                        each.rule() + (each.section().isEmpty() ? "" : " §" + each.section())));
        table.lines().forEach(terminal::print);
        terminal.print(Table.shown(shown.content()));
    }
}
