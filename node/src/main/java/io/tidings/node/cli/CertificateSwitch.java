package io.tidings.node.cli;

import io.tidings.node.identity.NodeIdentity;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code tidings certificate switch}. */
@Command(
        name = "switch",
        description = "Use the prepared certificate from now on. The running node takes it up at once; connections that"
                + " are open stay. Peers that have not pinned it refuse it.")
final class CertificateSwitch implements Callable<Integer> {
    private final Session session;

    CertificateSwitch(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        NodeIdentity identity = session.identity();
        X509Certificate next = identity.next()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.REFUSED, "no certificate is prepared; prepare one with: tidings certificate renew"));
        next.checkValidity(Date.from(session.surroundings().clock().instant()));
        identity.switchToNext();
        session.reload();
        Terminal terminal = session.terminal();
        terminal.print("in use       " + identity.fingerprint().pin());
        terminal.print("expires      " + identity.certificate().getNotAfter().toInstant());
        terminal.note("next: send your peers the card as it is now; they forget the old certificate with:"
                + " tidings peer renew FILE --drop-others");
        return ExitCode.OK.number();
    }
}
