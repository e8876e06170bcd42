package io.tidings.node.cli;

import io.tidings.node.api.wire.ContractForms;
import io.tidings.node.contract.ContractReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidings agreement list}. */
@Command(name = "list", description = "How the agreement with each peer stands: version, signatures, validity.")
final class AgreementList implements Callable<Integer> {
    private final Session session;

    @Mixin
    private JsonOption json = new JsonOption();

    AgreementList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        List<ContractReport> contracts =
                session.work(operations -> operations.contracts().list());
        if (json.isSet()) {
            session.terminal().print(ContractForms.CONTRACT.listText(contracts));
            return ExitCode.OK.number();
        }
        var table = new Table("PEER", "STATE", "VERSION", "UNTIL", "TERMS");
        contracts.forEach(each -> table.row(
                each.peer(),
                each.state(),
                each.version() == 0 ? "-" : Integer.toString(each.version()),
                each.validUntil().orElse("-"),
                each.hash()));
        table.lines().forEach(session.terminal()::print);
        return ExitCode.OK.number();
    }
}
