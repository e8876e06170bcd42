package io.tidings.node.cli;

import io.tidings.node.agreement.Agreements;
import io.tidings.node.agreement.Peer;
import io.tidings.node.agreement.PeerFile;
import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.Fingerprint;
import io.tidings.node.identity.PeerCard;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings peer renew}: pins what a known peer's card announces. */
@Command(
        name = "renew",
        description =
                "Take the certificates of a known peer's new card into its agreement: the one in use and the one"
                        + " announced. The card must be signed with a key that the agreement pins, so no voice check is needed.")
final class PeerRenew implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "CARD", description = "The file that 'tidings card' wrote there.")
    private Path card = Path.of("");

    @Option(
            names = "--drop-others",
            description = "Take out the pins that the card does not carry: for when the peer has switched.")
    private boolean dropOthers;

    @Mixin
    private JsonOption json = new JsonOption();

    PeerRenew(Session session) {
        this.session = session;
    }

    /** The pins of the certificates that {@code card} carries. */
    static Set<String> pins(PeerCard card) {
        Set<String> pins = new LinkedHashSet<>();
        certificates(card).forEach(each -> pins.add(Fingerprint.of(each).pin()));
        return pins;
    }

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(card)) {
            throw new NoSuchFileException(card.toString());
        }
        NodeHome home = session.home();
        PeerCard read = PeerCard.read(card, session.surroundings().clock());
        Peer peer = owner(Agreements.read(home.peers(), home.clients()).peers(), read);
        Set<String> pins = wanted(peer, read);
        if (!pins.equals(peer.pins())) {
            Path file = home.peers().resolve(peer.name() + ".yaml");
            AgreementEdits.change(home, file, () -> PeerFile.replacePins(home.peers(), peer, pins));
        }
        if (!read.signingKeys().isEmpty()) {
            SignerAdd.write(home, peer.name(), read, Set.of());
        }
        session.reload();
        tell(peer, pins);
        return ExitCode.OK.number();
    }

    private Peer owner(List<Peer> peers, PeerCard read) {
        return peers.stream()
                .filter(peer -> isPinned(peer.pins(), read.certificate()))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.REFUSED,
                        "no agreement pins the certificate that signed this card, "
                                + read.fingerprint().pin()
                                + "; compare it by voice with its owner, and then put it under identity.pins by hand"));
    }

    private Set<String> wanted(Peer peer, PeerCard read) {
        Set<String> pins = new TreeSet<>(peer.pins());
        if (dropOthers) {
            pins.removeIf(pin -> certificates(read).noneMatch(each -> isPinned(Set.of(pin), each)));
        }
        certificates(read)
                .filter(each -> !isPinned(pins, each))
                .forEach(each -> pins.add(Fingerprint.of(each).pin()));
        return pins;
    }

    private static Stream<X509Certificate> certificates(PeerCard card) {
        return Stream.concat(Stream.of(card.certificate()), card.next().stream());
    }

    private static boolean isPinned(Set<String> pins, X509Certificate certificate) {
        return pins.contains(Fingerprint.of(certificate).pin())
                || pins.contains(Fingerprint.ofKey(certificate).pin());
    }

    private void tell(Peer peer, Set<String> pins) {
        Set<String> dropped = new TreeSet<>(peer.pins());
        dropped.removeAll(pins);
        Terminal terminal = session.terminal();
        if (json.isSet()) {
            terminal.print(JsonForm.text(out -> out.text("name", peer.name())
                    .texts("pins", List.copyOf(pins))
                    .texts("dropped", List.copyOf(dropped))));
            return;
        }
        terminal.print("peer     " + peer.name());
        pins.forEach(pin -> terminal.print((peer.pins().contains(pin) ? "pinned   " : "added    ") + pin));
        dropped.forEach(pin -> terminal.print("dropped  " + pin));
    }
}
