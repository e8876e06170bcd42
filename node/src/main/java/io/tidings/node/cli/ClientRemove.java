package io.tidings.node.cli;

import io.tidings.node.agreement.ClientFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tidings client remove}. */
@Command(name = "remove", description = "Remove a client: its access ends at once.")
final class ClientRemove implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "As 'tidings client list' shows it.")
    private String name = "";

    ClientRemove(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        AgreementEdits.checkRemoved(removed(), "client", name);
        session.reload();
        session.terminal().note("client " + name + " is removed");
        return ExitCode.OK.number();
    }

    private boolean removed() throws Exception {
        try {
            return ClientFile.remove(session.home().clients(), name);
        } catch (IllegalArgumentException noSuchName) {
            return false;
        }
    }
}
