package io.tidings.node.cli;

import io.tidings.node.api.wire.ContractForms;
import io.tidings.node.contract.ContractReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidings agreement sign}. */
@Command(
        name = "sign",
        description = "Sign an agreement with this node's signing key; the signature is added to the file.")
final class AgreementSign implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "An agreement as 'tidings agreement export' writes it.")
    private Path file = Path.of("");

    @Mixin
    private JsonOption json = new JsonOption();

    AgreementSign(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        String text = AgreementFile.read(file);
        ContractReport contract =
                session.work(operations -> operations.contracts().sign(text));
        AgreementFile.write(file, contract);
        if (json.isSet()) {
            session.terminal().print(ContractForms.CONTRACT.text(contract));
        } else {
            AgreementFile.describe(session.terminal(), contract);
        }
        return ExitCode.OK.number();
    }
}
