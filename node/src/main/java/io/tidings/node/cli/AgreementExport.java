package io.tidings.node.cli;

import io.tidings.node.api.wire.ContractForms;
import io.tidings.node.contract.ContractReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings agreement export}. */
@Command(name = "export", description = "Write what peers/NAME.yaml says as a text for both sides to sign.")
final class AgreementExport implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "PEER", description = "As 'tidings peer list' shows it.")
    private String peer = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file to write; it must not be there.")
    private Path out = Path.of("");

    @Mixin
    private JsonOption json = new JsonOption();

    AgreementExport(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (Files.exists(out)) {
            throw new CommandFailure(ExitCode.REFUSED, out + " is there already");
        }
        ContractReport contract =
                session.work(operations -> operations.contracts().export(peer));
        AgreementFile.write(out, contract);
        if (json.isSet()) {
            session.terminal().print(ContractForms.CONTRACT.text(contract));
        } else {
            AgreementFile.describe(session.terminal(), contract);
        }
        return ExitCode.OK.number();
    }
}
