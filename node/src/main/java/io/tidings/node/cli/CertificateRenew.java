package io.tidings.node.cli;

import io.tidings.node.agreement.Agreements;
import io.tidings.node.agreement.Peer;
import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.CertificateSubject;
import io.tidings.node.identity.Fingerprint;
import io.tidings.node.identity.KeyKind;
import io.tidings.node.identity.NodeIdentity;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidings certificate renew}: prepares, and changes nothing that anyone sees. */
@Command(
        name = "renew",
        description =
                "Prepare the certificate that is to follow the one in use. Peers pin it from this node's next card"
                        + " ('tidings card' there, 'tidings peer renew' here); 'tidings certificate switch' puts it in use.")
final class CertificateRenew implements Callable<Integer> {
    private static final int MOST_DAYS = 3_650;

    private final Session session;

    @Option(
            names = "--same-key",
            description = "Keep the key (default: make a new one). Peers that pin the public key need do nothing.")
    private boolean sameKey;

    @Option(
            names = "--key-type",
            paramLabel = "TYPE",
            description = "Of the new key: ec, ed25519 or rsa (default: as the one in use).")
    private Optional<Init.KeyType> keyType = Optional.empty();

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "A name or address that others reach the node under (default: those of the certificate in"
                    + " use). May be repeated.")
    private Set<String> hosts = new LinkedHashSet<>();

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "730",
            description = "How long it is valid from now (default: ${DEFAULT-VALUE}).")
    private int days;

    CertificateRenew(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (sameKey && keyType.isPresent()) {
            throw new CommandFailure(ExitCode.MISTAKE, "--same-key and --key-type exclude each other; give one");
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new CommandFailure(ExitCode.MISTAKE, "--days: " + days + " is not between 1 and " + MOST_DAYS);
        }
        NodeHome home = session.home();
        NodeIdentity identity = session.identity();
        CertificateSubject subject = subject(home, identity);
        X509Certificate next;
        try {
            next = identity.prepareNext(
                    kind(identity),
                    subject,
                    session.surroundings().clock(),
                    session.surroundings().random());
        } catch (IllegalStateException prepared) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    prepared.getMessage() + "; use it with 'tidings certificate switch', or forget it with"
                            + " 'tidings certificate drop'",
                    prepared);
        }
        tell(home, next);
        return ExitCode.OK.number();
    }

    private Optional<KeyKind> kind(NodeIdentity identity) {
        return sameKey
                ? Optional.empty()
                : Optional.of(keyType.map(NewHome::kind).orElseGet(identity::kind));
    }

    private CertificateSubject subject(NodeHome home, NodeIdentity identity) throws Exception {
        String organisation =
                NodeConfiguration.load(home.configuration()).organisation().name();
        Set<String> names = hosts.isEmpty() ? CertificateSubject.hostsOf(identity.certificate()) : hosts;
        try {
            return new CertificateSubject(organisation, names, Duration.ofDays(days));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.MISTAKE, "--host: " + e.getMessage(), e);
        }
    }

    private void tell(NodeHome home, X509Certificate next) throws Exception {
        Terminal terminal = session.terminal();
        terminal.print("prepared     " + Fingerprint.of(next).pin());
        terminal.print("aloud        " + Fingerprint.of(next).spoken());
        terminal.print("expires      " + next.getNotAfter().toInstant());
        String peers = Agreements.read(home.peers(), home.clients()).peers().stream()
                .map(Peer::name)
                .collect(Collectors.joining(", "));
        terminal.note("next: write a card ('tidings card FILE'), send it to your peers"
                + (peers.isEmpty() ? "" : " (" + peers + ")") + ", who take it with: tidings peer renew FILE");
        terminal.note("      when all have: tidings certificate switch");
    }
}
