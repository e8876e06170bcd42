package io.tidings.node.cli;

import io.tidings.node.agreement.Agreements;
import io.tidings.node.agreement.Signer;
import io.tidings.node.agreement.SignerFile;
import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.PeerCard;
import io.tidings.stix.identifier.StixId;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings signer add}. */
@Command(
        name = "add",
        description =
                "Trust the seals of an organisation, by its card, or take up its new card. Of a peer, 'tidings peer"
                        + " add' and 'tidings peer renew' do so.")
final class SignerAdd implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "CARD", description = "The file that 'tidings card' wrote there.")
    private Path card = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "Its name here (default: from the organisation's).")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--authoritative-for",
            paramLabel = "ID",
            description = "An identity whose objects count as changed where this organisation sealed the change. May be"
                    + " repeated.")
    private Set<String> identities = new LinkedHashSet<>();

    SignerAdd(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(card)) {
            throw new NoSuchFileException(card.toString());
        }
        PeerCard read = PeerCard.read(card, session.surroundings().clock());
        String called =
                name.orElseGet(() -> PeerAdd.nameFrom(read.organisation().name()));
        Path file = write(session.home(), called, read, Card.creators(identities));
        session.reload();
        session.terminal().print("signer       " + called);
        session.terminal().print("keys         " + file);
        session.terminal().print("fingerprint  " + read.fingerprint().pin());
        session.terminal().print("aloud        " + read.fingerprint().spoken());
        session.terminal().note("compare the fingerprint with its operator by voice: the card alone proves nothing");
        return ExitCode.OK.number();
    }

    /** Writes the keys of a card; creators that were agreed to before stay so. */
    static Path write(NodeHome home, String name, PeerCard card, Set<StixId> identities) throws Exception {
        Set<StixId> all = new HashSet<>(identities);
        Agreements.read(home.peers(), home.clients()).signers().stream()
                .filter(signer -> signer.name().equals(name))
                .forEach(signer -> all.addAll(signer.authoritativeFor()));
        Signer signer = new Signer(name, card.organisation(), all, card.signingKeys());
        Path file = home.signers().resolve(name + ".yaml");
        if (!Files.exists(file)) {
            return AgreementEdits.add(home, () -> SignerFile.write(home.signers(), signer));
        }
        AgreementEdits.change(home, file, () -> {
            byte[] before = Files.readAllBytes(file);
            SignerFile.write(home.signers(), signer);
            return before;
        });
        return file;
    }
}
