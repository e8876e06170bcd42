package io.tidings.node.cli;

import io.tidings.node.identity.CertificateSubject;
import io.tidings.node.identity.Fingerprint;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Pem;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidings certificate show}. */
@Command(name = "show", description = "Show the certificate in use, and the one prepared to follow it.")
final class CertificateShow implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--pem",
            description = "Print them as PEM: a file of both is what clients trust while the one follows the other.")
    private boolean pem;

    CertificateShow(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        NodeIdentity identity = session.identity();
        Optional<X509Certificate> next = identity.next();
        if (pem) {
            session.terminal().out().print(Pem.of(identity.certificate()));
            next.ifPresent(each -> session.terminal().out().print(Pem.of(each)));
            session.terminal().out().flush();
            return ExitCode.OK.number();
        }
        show("in use", identity.certificate());
        next.ifPresent(each -> show("prepared", each));
        return ExitCode.OK.number();
    }

    private void show(String state, X509Certificate certificate) {
        Terminal terminal = session.terminal();
        terminal.print(state);
        terminal.print("  fingerprint " + Fingerprint.of(certificate).pin());
        terminal.print("  aloud       " + Fingerprint.of(certificate).spoken());
        terminal.print("  key         " + Fingerprint.ofKey(certificate).pin());
        terminal.print("  hosts       " + String.join(" ", CertificateSubject.hostsOf(certificate)));
        terminal.print("  expires     " + certificate.getNotAfter().toInstant());
    }
}
