package io.tidings.node.cli;

import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Peer;
import io.tidings.node.agreement.PeerFile;
import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.PeerCard;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings peer add}: writes the agreement and prints the fingerprint to compare. */
@Command(
        name = "add",
        description = "Make an agreement with the node whose card this is. Compare the printed fingerprint with its"
                + " operator by voice before you rely on it.")
final class PeerAdd implements Callable<Integer> {
    private static final int LONGEST_NAME = 63;

    private final Session session;

    @Parameters(paramLabel = "CARD", description = "The file that 'tidings card' wrote there.")
    private Path card = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What to call it here (default: from its organisation).")
    private Optional<String> name = Optional.empty();

    @Option(names = "--read", paramLabel = "C", description = "A collection of ours they may read. May be repeated.")
    private Set<String> reads = new LinkedHashSet<>();

    @Option(names = "--write", paramLabel = "C", description = "A collection of ours they may add to. May be repeated.")
    private Set<String> writes = new LinkedHashSet<>();

    @Option(
            names = "--follow",
            paramLabel = "THEIRS=OURS",
            description = "Take their collection (name or id) into ours. May be repeated.")
    private Map<String, String> follows = new LinkedHashMap<>();

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "How often to look for what is new (default: ${DEFAULT-VALUE}).")
    private Duration every = Duration.ofMinutes(5);

    @Option(
            names = "--max-tlp",
            paramLabel = "LEVEL",
            description =
                    "The strictest level given and taken: clear, green, amber, amber+strict or red (default: amber"
                            + " given, amber+strict followed, red taken from what they add).")
    private Optional<Tlp> maxTlp = Optional.empty();

    @Option(
            names = "--onward",
            paramLabel = "yes|no",
            defaultValue = "no",
            description = "Whether what they give us may go further (default: ${DEFAULT-VALUE}).")
    private YesOrNo onward = YesOrNo.NO;

    @Option(
            names = "--authoritative-for",
            paramLabel = "ID",
            description = "An identity whose objects they may version. May be repeated.")
    private Set<String> identities = new LinkedHashSet<>();

    @Option(names = "--purpose", paramLabel = "TEXT", description = "What the content may be used for.")
    private Optional<String> purpose = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "DAY",
            description = "The day after the agreement's last, such as 2027-01-01.")
    private Optional<LocalDate> until = Optional.empty();

    @Mixin
    private JsonOption json = new JsonOption();

    /** An answer. */
    enum YesOrNo {
        YES,
        NO;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    PeerAdd(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(card)) {
            throw new NoSuchFileException(card.toString());
        }
        NodeHome home = session.home();
        PeerCard read = PeerCard.read(card, session.surroundings().clock());
        var grants = new GrantOptions(reads, writes, Set.of());
        grants.check(session);
        GrantOptions.checkCollections(session, follows.values());
        Peer peer = peer(read, grants);
        Path file = AgreementEdits.add(home, () -> PeerFile.write(home.peers(), peer));
        if (!read.signingKeys().isEmpty()) {
            SignerAdd.write(home, peer.name(), read, Set.of());
        }
        session.reload();
        tell(peer, read, file);
        return ExitCode.OK.number();
    }

    private Peer peer(PeerCard read, GrantOptions grants) {
        return new Peer(
                name.orElseGet(() -> nameFrom(read.organisation().name())),
                read.organisation(),
                PeerRenew.pins(read),
                Optional.empty(),
                Optional.empty(),
                Card.creators(identities),
                purpose,
                Optional.empty(),
                until,
                onward == YesOrNo.YES,
                grants.reads(maxTlp.orElse(Tlp.AMBER)),
                grants.writes(maxTlp.orElse(Tlp.RED)),
                List.of(),
                follows.entrySet().stream()
                        .map(each -> follow(read, each.getKey(), each.getValue()))
                        .toList(),
                Optional.empty(),
                "");
    }

    private Follow follow(PeerCard read, String theirs, String ours) {
        return new Follow(read.apiRoot(), theirId(read, theirs), ours, every, maxTlp.orElse(Tlp.AMBER_STRICT));
    }

    private String theirId(PeerCard read, String theirs) {
        for (PeerCard.Offer offer : read.collections()) {
            if (offer.id().toString().equals(theirs)
                    || offer.name().filter(theirs::equals).isPresent()) {
                return offer.id().toString();
            }
        }
        session.terminal()
                .note("warning: the card names no collection '" + Table.shown(theirs)
                        + "'; the agreement says so all the same, and it is followed if it is there");
        return theirs;
    }

    static String nameFrom(String organisation) {
        String plain = Normalizer.normalize(organisation, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        String dashed = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String cut =
                dashed.substring(0, Math.min(LONGEST_NAME, dashed.length())).replaceAll("-$", "");
        if (cut.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.MISTAKE,
                    "no name for files can be made of the organisation '" + Table.shown(organisation)
                            + "'; give one of small letters, digits and hyphens with --name");
        }
        return cut;
    }

    private void tell(Peer peer, PeerCard read, Path file) {
        Terminal terminal = session.terminal();
        if (json.isSet()) {
            terminal.print(JsonForm.text(out -> out.text("name", peer.name())
                    .text("file", file.toString())
                    .text("organisation", peer.organisation().name())
                    .text("fingerprint", read.fingerprint().pin())
                    .text("aloud", read.fingerprint().spoken())));
        } else {
            terminal.print("peer         " + peer.name() + " ("
                    + Table.shown(peer.organisation().name()) + ")");
            terminal.print("agreement    " + file);
            terminal.print("fingerprint  " + read.fingerprint().pin());
            terminal.print("aloud        " + read.fingerprint().spoken());
        }
        terminal.note("compare the fingerprint with the peer's operator by voice: the card alone proves nothing");
        Set<StixId> claimed = new LinkedHashSet<>(read.authoritativeFor());
        claimed.removeAll(peer.authoritativeFor());
        if (!claimed.isEmpty()) {
            terminal.note("the card claims these creators, which the agreement does not grant; add those you agree to"
                    + " under authoritative-for: "
                    + claimed.stream().map(StixId::value).sorted().collect(Collectors.joining(" ")));
        }
    }
}
