package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Organisation;
import io.tidings.node.agreement.Signer;
import io.tidings.node.agreement.SignerFile;
import io.tidings.node.mesh.Edge;
import io.tidings.node.mesh.Item;
import io.tidings.node.mesh.Level;
import io.tidings.node.mesh.Member;
import io.tidings.node.mesh.World;
import io.tidings.node.operations.FollowReport;
import io.tidings.node.operations.OperationException;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A member of the mesh as a real node. */
final class MeshNode implements AutoCloseable {
    static final String COPY = "copy";
    static final String COPIED_CHAINS = "copy-chains";
    static final String FROM_COPY = "from-copy";
    private static final String READER = "reader";

    final Member member;
    final TestNode node;
    private final World world;
    private final Clock clock;
    private final TaxiiCaller reader;

    private MeshNode(World world, Member member, TestNode node, Clock clock) throws GeneralSecurityException {
        this.reader = new TaxiiCaller(node.clientRoot(), READER, "a password");
        this.world = world;
        this.member = member;
        this.node = node;
        this.clock = clock;
    }

    static MeshNode create(Vertx vertx, Path directory, World world, Member member) throws Exception {
        Clock clock = Clock.offset(Clock.systemUTC(), member.clockAhead());
        TestNode node = TestNode.create(
                vertx,
                directory,
                member.name(),
                clock,
                yaml -> yaml.replace("reload-every: 100ms", "reload-every: 1h")
                        .replace("cache: 64 MiB", "cache: 2 MiB")
                        .replace("sign: true", "sign: " + member.seals())
                        .replace("# identities: []", "identities: [" + member.creator() + "]"));
        return new MeshNode(world, member, node, clock);
    }

    /** Starts it for the first time: with its collections, which agreements speak of. */
    void found() throws Exception {
        node.start();
        world.collections(member).forEach(node::addCollection);
        if (member.kind() == Member.Kind.FORGER) {
            node.addCollection(COPY);
            node.addCollection(COPIED_CHAINS);
        }
        if (isVictimOfCopies()) {
            node.addCollection(FROM_COPY);
        }
        node.addClient(
                READER,
                "a password",
                node.operations().collections().stream()
                        .map(collection -> collection.name())
                        .toArray(String[]::new));
    }

    /** Of the agreements by which it gets something, the one whose chains the forger leaves alone. */
    Edge goodSource() {
        return world.edgesTo(member).stream()
                .filter(edge -> edge.giver().isHonest())
                .findFirst()
                .orElseThrow();
    }

    boolean isVictimOfCopies() {
        return member.isHonest()
                && world.edgesTo(member).stream().anyMatch(edge -> edge.giver().kind() == Member.Kind.FORGER);
    }

    /** What others need to know this node's seals. */
    Path signerFile(Path directory) throws Exception {
        return SignerFile.write(
                directory,
                new Signer(
                        member.name(),
                        new Organisation(member.name(), Optional.empty(), Optional.empty(), List.of()),
                        Set.of(new StixId(member.creator())),
                        node.signingKeys().published()));
    }

    void know(Path signer) throws Exception {
        Files.createDirectories(node.home.signers());
        Files.copy(signer, node.home.signers().resolve(signer.getFileName()));
    }

    static Grant.Read grant(Edge.Offer offer) {
        return new Grant.Read(
                offer.collection(),
                tlp(offer.ceiling()),
                offer.types(),
                offer.labels(),
                offer.youngerThan(),
                Optional.empty());
    }

    static Tlp tlp(Level level) {
        return Tlp.parse(level.name().toLowerCase(java.util.Locale.ROOT).replace('_', '+'))
                .orElseThrow();
    }

    void publish(String collection, List<String> objects) throws Exception {
        assertThat(node.operations()
                        .publish(collection, Feed.content(objects), "mesh", progress -> {})
                        .problems())
                .isEmpty();
    }

    /** Follows one peer to its end. */
    List<FollowReport> follow(Member giver) {
        return node.operations().follow(Optional.of(giver.name()), progress -> {});
    }

    /** The text of every entry of a collection, by id and version. */
    Map<String, String> read(String collection) throws Exception {
        Map<String, String> found = new TreeMap<>();
        String path = "collections/" + collection + "/objects/?match%5Bversion%5D=all&limit=10000";
        TaxiiCaller.Answer page = reader.get(path);
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.json().path("more").asBoolean()).isFalse();
        if (page.json().path("objects").isEmpty()) {
            return found;
        }
        try (ContentReader reader =
                ContentReader.over(new ByteArrayInputStream(page.bytes()), ContentBounds.standard())) {
            for (Optional<Element> e = reader.next(); e.isPresent(); e = reader.next()) {
                StixObject object = ((Element.Sound) e.get()).object();
                String text = new String(object.bytes().toByteArray(), StandardCharsets.UTF_8);
                String version =
                        object.head().modified().map(time -> time.text()).orElse("");
                assertThat(found.put(object.id().value() + " " + version, text)).isNull();
            }
        }
        return found;
    }

    TaxiiCaller reader() {
        return reader;
    }

    /** What this node says of an object and of its peers, for whoever looks into a difference. */
    String story(String key) {
        String id = key.substring(0, key.indexOf(' '));
        var story = new StringBuilder();
        try {
            node.operations()
                    .trace(id)
                    .versions()
                    .forEach(version -> story.append("\n    ").append(version));
        } catch (OperationException unknown) {
            story.append("\n    ").append(unknown.getMessage());
        }
        node.operations()
                .status()
                .peers()
                .forEach(peer -> story.append("\n    ").append(peer));
        return story.toString();
    }

    /** Whether this version of an object lies here as a claim. */
    boolean claims(Item item) {
        return node.operations().trace(item.id()).versions().stream()
                .anyMatch(version -> version.claim() && version.version().equals(item.version()));
    }

    @Override
    public void close() {
        node.close();
    }
}
