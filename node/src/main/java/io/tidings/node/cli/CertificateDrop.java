package io.tidings.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code tidings certificate drop}. */
@Command(name = "drop", description = "Forget the prepared certificate and its key.")
final class CertificateDrop implements Callable<Integer> {
    private final Session session;

    CertificateDrop(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (!session.identity().dropNext()) {
            throw new CommandFailure(ExitCode.NOT_FOUND, "no certificate is prepared");
        }
        session.terminal().note("the prepared certificate is forgotten; peers that pinned it can drop that pin");
        return ExitCode.OK.number();
    }
}
