package io.tidings.node.cli;

import io.tidings.node.agreement.SignerFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tidings signer remove}. */
@Command(name = "remove", description = "Trust the seals of an organisation no more.")
final class SignerRemove implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "As 'tidings signer list' shows it.")
    private String name = "";

    SignerRemove(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        AgreementEdits.checkRemoved(removed(), "signer", name);
        session.reload();
        session.terminal().note("signer " + name + " is removed");
        return ExitCode.OK.number();
    }

    private boolean removed() throws Exception {
        try {
            return SignerFile.remove(session.home().signers(), name);
        } catch (IllegalArgumentException noSuchName) {
            return false;
        }
    }
}
