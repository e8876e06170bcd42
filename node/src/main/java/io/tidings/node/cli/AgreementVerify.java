package io.tidings.node.cli;

import io.tidings.node.api.wire.ContractForms;
import io.tidings.node.contract.ContractReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidings agreement verify}. */
@Command(
        name = "verify",
        description =
                "Tell whose signatures an agreement has, and whether they hold. Ends with 1 if it is not signed by both sides.")
final class AgreementVerify implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "An agreement as 'tidings agreement export' writes it.")
    private Path file = Path.of("");

    @Mixin
    private JsonOption json = new JsonOption();

    AgreementVerify(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        String text = AgreementFile.read(file);
        ContractReport contract =
                session.work(operations -> operations.contracts().verify(text));
        if (json.isSet()) {
            session.terminal().print(ContractForms.CONTRACT.text(contract));
        } else {
            AgreementFile.describe(session.terminal(), contract);
        }
        return contract.state().equals("signed") ? ExitCode.OK.number() : ExitCode.FAILED.number();
    }
}
