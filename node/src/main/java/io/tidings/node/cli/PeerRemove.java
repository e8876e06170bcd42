package io.tidings.node.cli;

import io.tidings.node.agreement.PeerFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tidings peer remove}. */
@Command(name = "remove", description = "Remove a peer: its access ends at once.")
final class PeerRemove implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "As 'tidings peer list' shows it.")
    private String name = "";

    PeerRemove(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        AgreementEdits.checkRemoved(removed(), "peer", name);
        session.reload();
        session.terminal().note("peer " + name + " is removed");
        return ExitCode.OK.number();
    }

    private boolean removed() throws Exception {
        try {
            return PeerFile.remove(session.home().peers(), name);
        } catch (IllegalArgumentException noSuchName) {
            return false;
        }
    }
}
