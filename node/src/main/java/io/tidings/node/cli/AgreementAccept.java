package io.tidings.node.cli;

import io.tidings.node.api.wire.ContractForms;
import io.tidings.node.contract.ContractReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings agreement accept}. */
@Command(
        name = "accept",
        description =
                "Take an agreement that the other side has signed, and sign it too; the file then has both signatures.")
final class AgreementAccept implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "An agreement as 'tidings agreement export' writes it.")
    private Path file = Path.of("");

    @Option(names = "--anyway", description = "Though it says something else than the peer's file here.")
    private boolean anyway;

    @Mixin
    private JsonOption json = new JsonOption();

    AgreementAccept(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        String text = AgreementFile.read(file);
        ContractReport contract =
                session.work(operations -> operations.contracts().accept(text, anyway));
        AgreementFile.write(file, contract);
        if (json.isSet()) {
            session.terminal().print(ContractForms.CONTRACT.text(contract));
        } else {
            AgreementFile.describe(session.terminal(), contract);
        }
        return ExitCode.OK.number();
    }
}
