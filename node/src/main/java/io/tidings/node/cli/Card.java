package io.tidings.node.cli;

import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.Fingerprint;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.PeerCard;
import io.tidings.node.identity.SigningKeys;
import io.tidings.node.operations.CollectionReport;
import io.tidings.node.operations.Operations;
import io.tidings.node.operations.StatusReport;
import io.tidings.stix.identifier.StixId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings card}. */
@Command(
        name = "card",
        description =
                "Write this node's peer card: certificate, addresses and collections, signed. Give it to those who"
                        + " are to become peers, and compare the fingerprint by voice.")
final class Card implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Where to (default: standard output).")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--offer",
            paramLabel = "NAME",
            description = "Name only these collections in the card (default: all). What a peer may read is for its"
                    + " agreement to say. May be repeated.")
    private Set<String> offers = new LinkedHashSet<>();

    @Option(
            names = "--authoritative-for",
            paramLabel = "ID",
            description = "An identity by which this node creates content. May be repeated.")
    private Set<String> identities = new LinkedHashSet<>();

    Card(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        NodeHome home = session.home();
        NodeConfiguration configuration = NodeConfiguration.load(home.configuration());
        NodeIdentity identity = session.identity();
        StatusReport status = session.work(Operations::status);
        SigningKeys signing = session.signingKeys();
        if (configuration.provenance().sign()) {
            signing.ensure(configuration.provenance().algorithm());
        }
        String base = base(configuration, status);
        var card = new PeerCard(
                configuration.organisation(),
                identity.certificate(),
                identity.next(),
                URI.create(base + "/taxii2/"),
                URI.create(base + configuration.apiRoot()),
                offered(status),
                creators(Stream.concat(identities.stream(), configuration.provenance().identities().stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new))),
                signing.published(),
                session.surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS));
        write(card, card.signed(identity));
        return ExitCode.OK.number();
    }

    private void write(PeerCard card, String text) throws Exception {
        Terminal terminal = session.terminal();
        if (file.isPresent()) {
            Files.writeString(file.get(), text, StandardCharsets.UTF_8);
            terminal.note("card        " + file.get());
        } else {
            terminal.out().print(text);
            terminal.out().flush();
        }
        terminal.note("fingerprint " + card.fingerprint().pin());
        terminal.note("aloud       " + card.fingerprint().spoken());
        card.next().ifPresent(next -> {
            terminal.note("announces   " + Fingerprint.of(next).pin());
            terminal.note("aloud       " + Fingerprint.of(next).spoken());
        });
        String names = card.collections().stream()
                .flatMap(each -> each.name().stream())
                .collect(Collectors.joining(", "));
        terminal.note("it names    " + (names.isEmpty() ? "no collections" : names) + " (choose with --offer)");
    }

    private String base(NodeConfiguration configuration, StatusReport status) {
        if (configuration.peerPublicUrl().isPresent()) {
            return origin(configuration.peerPublicUrl().get());
        }
        Optional<String> running = status.peerUrl().map(url -> origin(URI.create(url)));
        int port = configuration.peer().port();
        if (running.isEmpty() && port == 0) {
            throw new CommandFailure(
                    ExitCode.UNAVAILABLE,
                    "which port peers connect to is known only while the node runs (port 0); start it with 'tidings"
                            + " serve', or set peer-public-url in "
                            + session.home().configuration());
        }
        String base = running.orElse("https://localhost:" + port);
        if (base.contains("//localhost") || base.contains("//127.") || base.contains("//[::1]")) {
            session.terminal()
                    .note("warning: the card says " + base
                            + ", which no peer elsewhere can reach; set peer-public-url in "
                            + session.home().configuration());
        }
        return base;
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    private List<PeerCard.Offer> offered(StatusReport status) {
        List<String> there =
                status.collections().stream().map(CollectionReport::name).toList();
        for (String name : offers) {
            if (!there.contains(name)) {
                throw new CommandFailure(
                        ExitCode.NOT_FOUND, "--offer: this node has no collection '" + name + "' but " + there);
            }
        }
        return status.collections().stream()
                .filter(each -> offers.isEmpty() || offers.contains(each.name()))
                .map(each -> new PeerCard.Offer(UUID.fromString(each.id()), Optional.of(each.name()), each.title()))
                .toList();
    }

    /** Identities as they came from a command line. */
    static Set<StixId> creators(Set<String> texts) {
        Set<StixId> ids = new LinkedHashSet<>();
        for (String text : texts) {
            try {
                ids.add(new StixId(text));
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(ExitCode.MISTAKE, "--authoritative-for: " + e.getMessage(), e);
            }
        }
        return ids;
    }
}
