package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.node.agreement.Acceptance;
import io.tidings.node.agreement.Follow;
import io.tidings.node.mesh.Edge;
import io.tidings.node.mesh.Item;
import io.tidings.node.mesh.Member;
import io.tidings.node.mesh.Member.Kind;
import io.tidings.node.mesh.Model;
import io.tidings.node.mesh.World;
import io.tidings.node.mesh.Writer;
import io.tidings.node.operations.TraceReport;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many organisations with random agreements, of which two are hostile, whose networks break and whose nodes restart while
 * they write. Once all is whole again, each holds exactly what a {@link Model} says that does not know the node's code,
 * and proves for each version by which way it came. {@code -Dtidings.mesh.nodes=}, {@code rounds} and {@code seed} make
 * it larger or another one.
 */
class MeshIT {
    private static final int NODES = Integer.getInteger("tidings.mesh.nodes", 12);
    private static final int ROUNDS = Integer.getInteger("tidings.mesh.rounds", 3);
    private static final long SEED = Long.getLong("tidings.mesh.seed", 1);
    private static final Duration EVERY = Duration.ofSeconds(Integer.getInteger("tidings.mesh.every", 10));
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("tidings.mesh.patience", 180));

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private final Vertx vertx = Vertx.vertx();
    private final World world = World.draw(NODES, random);
    private final Model model = new Model(world, Instant.now());
    private final Map<Member, MeshNode> nodes = new LinkedHashMap<>();
    private final Map<Edge, MeshLink> links = new LinkedHashMap<>();
    private final Map<Member, Writer> writers = new HashMap<>();
    private Optional<HttpServer> flooder = Optional.empty();
    private final long began = System.nanoTime();
    private MeshForger forger;
    private TestReporter reporter;

    @BeforeEach
    void begin(TestReporter reports) {
        reporter = reports;
        tell("%s nodes, %s rounds, seed %s", NODES, ROUNDS, SEED);
    }

    private void tell(String text, Object... values) {
        reporter.publishEntry(
                "mesh", "%5d ms  ".formatted((System.nanoTime() - began) / 1_000_000) + text.formatted(values));
    }

    @AfterEach
    void stop() {
        nodes.values().forEach(MeshNode::close);
        links.values().forEach(MeshLink::close);
        flooder.ifPresent(server ->
                server.close().toCompletionStage().toCompletableFuture().join());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void everyMemberHoldsExactlyWhatTheAgreementsAllowAndProvesTheWayOfIt() throws Exception {
        found();
        for (int round = 0; round < ROUNDS; round++) {
            round();
        }
        links.values().forEach(MeshLink::heal);
        tell("%s entries are to come to rest", model.size());
        converge("what was written");
        copiesArrive();
        forger.hijack(model, 3);
        converge("hijacked identifiers");
        everythingIsAtRest();
        everyWayIsProvenAndReal();
        nothingForgedIsInForce();
        tell("%s entries, as they should be (seed %s)", model.size(), SEED);
    }

    // ---- the mesh

    private void found() throws Exception {
        Instant begin = Instant.now();
        for (Member member : world.members()) {
            MeshNode node = MeshNode.create(vertx, directory.resolve(member.name()), world, member);
            nodes.put(member, node);
            writers.put(member, new Writer(member, random, begin));
            if (member.kind() == Kind.FLOODER) {
                flooder = Optional.of(MeshFlooder.start(vertx, node.node, new Random(SEED)));
            } else {
                node.found();
            }
        }
        for (Edge edge : world.edges()) {
            links.put(edge, new MeshLink(vertx, nodes.get(edge.giver()).node.peerRoot()));
        }
        Path signers = Files.createDirectory(directory.resolve("signers"));
        for (MeshNode node : nodes.values()) {
            if (node.member.seals()) {
                Path file = node.signerFile(signers);
                for (MeshNode other : nodes.values()) {
                    if (other != node) {
                        other.know(file);
                    }
                }
            }
        }
        for (MeshNode node : nodes.values()) {
            agree(node);
        }
        forger = new MeshForger(nodes.get(world.the(Kind.FORGER)), writers.get(world.the(Kind.FORGER)), random);
        tell("%s agreements between %s nodes", world.edges().size(), nodes.size());
    }

    private void agree(MeshNode node) throws Exception {
        for (Member other : world.members()) {
            TestNode.AgreementDraft draft = node.node.agreeWith(nodes.get(other).node, other.name());
            boolean agreed = false;
            for (Edge edge : world.edges()) {
                if (edge.giver().equals(node.member) && edge.taker().equals(other)) {
                    edge.offers().forEach(offer -> draft.mayRead(MeshNode.grant(offer)));
                    if (node.member.kind() == Kind.FORGER) {
                        draft.mayRead(MeshNode.COPY, Tlp.RED).mayRead(MeshNode.COPIED_CHAINS, Tlp.RED);
                    }
                    agreed = true;
                }
                if (edge.taker().equals(node.member) && edge.giver().equals(other)) {
                    follow(draft, edge);
                    agreed = true;
                }
            }
            if (agreed) {
                draft.save();
            }
        }
        node.node.reload();
    }

    private void follow(TestNode.AgreementDraft draft, Edge edge) {
        if (edge.onward()) {
            draft.onward();
        }
        for (Edge.Take take : edge.takes()) {
            draft.follow(new Follow(
                    links.get(edge).root(), take.collection(), edge.into(), EVERY, MeshNode.tlp(take.ceiling())));
        }
        if (edge.giver().kind() == Kind.FORGER && edge.taker().isHonest()) {
            draft.follow(new Follow(
                    links.get(edge).root(),
                    MeshNode.COPY,
                    MeshNode.FROM_COPY,
                    EVERY,
                    Tlp.RED,
                    Acceptance.quarantining(),
                    Optional.empty(),
                    Optional.of(MeshNode.COPIED_CHAINS)));
        }
    }

    // ---- what happens

    private void round() throws Exception {
        Member alone = any();
        links.forEach((edge, link) -> {
            if (edge.giver().equals(alone) || edge.taker().equals(alone) || random.nextInt(4) == 0) {
                link.cut();
            } else {
                link.heal();
            }
        });
        List<MeshNode> down =
                List.of(nodes.get(any()), nodes.get(any())).stream().distinct().toList();
        down.forEach(node -> node.node.stop());
        for (MeshNode node : honest()) {
            if (!down.contains(node) && random.nextInt(4) != 0) {
                write(node);
            }
        }
        for (MeshNode node : down) {
            node.node.start();
            write(node);
        }
        if (!down.contains(nodes.get(world.the(Kind.FORGER)))) {
            forger.lie(model, 6);
        }
        for (MeshLink link : links.values()) {
            if (random.nextInt(8) == 0) {
                link.cut(); // in the midst of what is under way
            }
        }
    }

    private void write(MeshNode node) throws Exception {
        List<Item> items = writers.get(node.member).write(1 + random.nextInt(8));
        node.publish(Edge.OWN, items.stream().map(Item::json).toList());
        items.forEach(item -> model.published(node.member, item));
    }

    private Member any() {
        List<MeshNode> honest = honest();
        return honest.get(random.nextInt(honest.size())).member;
    }

    private List<MeshNode> honest() {
        return nodes.values().stream().filter(node -> node.member.isHonest()).toList();
    }

    // ---- what must come of it

    private void converge(String of) {
        List<MeshNode> open = new ArrayList<>(honest());
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            while (!open.isEmpty()) {
                assertThat(difference(open.get(open.size() - 1))).isEmpty();
                open.remove(open.size() - 1);
            }
        });
        tell("%s arrived everywhere", of);
    }

    /** The forger's good copies lie in collections of which the model does not know, and are objects that are known. */
    private void copiesArrive() {
        for (MeshNode node : honest()) {
            if (node.isVictimOfCopies()) {
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(
                                () -> assertThat(node.read(MeshNode.FROM_COPY).keySet())
                                        .as("seed %d", SEED)
                                        .containsAll(forger.soundCopies().keySet()));
                forger.soundCopies().values().forEach(item -> model.alsoHolds(node.member, item));
            }
        }
    }

    private Optional<String> difference(MeshNode node) throws Exception {
        for (String collection : world.collections(node.member)) {
            Optional<String> difference = model.difference(node.member, collection, node.read(collection), node::story);
            if (difference.isPresent()) {
                return difference.map(text -> text + "\n(seed " + SEED + ")");
            }
        }
        return Optional.empty();
    }

    /** After one more run of every follow nothing has changed. */
    private void everythingIsAtRest() throws Exception {
        for (Edge edge : world.edges()) {
            if (edge.giver().kind() != Kind.FLOODER && edge.taker().kind() != Kind.FLOODER) {
                nodes.get(edge.taker()).follow(edge.giver()).forEach(report -> {
                    assertThat(report.error()).isEmpty();
                    assertThat(report.stored()).as(edge + " " + report).isZero();
                });
            }
        }
        for (MeshNode node : honest()) {
            assertThat(difference(node)).isEmpty();
        }
    }

    private void everyWayIsProvenAndReal() {
        for (MeshNode node : honest()) {
            Map<String, TraceReport> traces = new HashMap<>();
            for (String collection : world.collections(node.member)) {
                for (Item item : model.held(node.member, collection).values()) {
                    TraceReport.Version version =
                            traces
                                    .computeIfAbsent(
                                            item.id(),
                                            id -> node.node.operations().trace(id))
                                    .versions()
                                    .stream()
                                    .filter(each -> each.collection().equals(collection)
                                            && each.version()
                                                    .equals(item.version().isEmpty() ? each.version() : item.version()))
                                    .findFirst()
                                    .orElseThrow();
                    isProven(node, collection, item, version.proof());
                }
            }
        }
    }

    private void isProven(MeshNode node, String collection, Item item, TraceReport.Proof proof) {
        String what = "%s in %s of %s: %s (seed %d)".formatted(item.key(), collection, node.member.name(), proof, SEED);
        List<Member> path = proof.path().stream()
                .map(hop -> world.members().stream()
                        .filter(member -> member.name().equals(hop.organisation()))
                        .findFirst()
                        .orElseThrow())
                .toList();
        assertThat(model.isRealPath(node.member, collection, item, path))
                .as(what)
                .isTrue();
        assertThat(proof.verdict()).as(what).isEqualTo(path.isEmpty() ? "unsigned" : "verified");
    }

    private void nothingForgedIsInForce() throws Exception {
        Map<String, String> written = new HashMap<>();
        model.all().forEach(item -> written.put(item.key(), item.json()));
        for (MeshNode node : honest()) {
            for (Edge edge : world.edgesTo(node.member)) {
                if (edge.giver().kind() == Kind.FORGER) {
                    for (Item lie : forger.lies()) {
                        // Where the truth lies in the same collection, the same version of it is a conflict and not
                        // kept.
                        if (model.wouldFlow(edge, lie) && !written.containsKey(lie.key())) {
                            assertThat(node.claims(lie))
                                    .as("%s at %s (seed %d)", lie.json(), node.member.name(), SEED)
                                    .isTrue();
                        }
                    }
                }
            }
            if (node.isVictimOfCopies()) {
                Map<String, String> copied = node.read(MeshNode.FROM_COPY);
                assertThat(copied)
                        .as("seed %d", SEED)
                        .allSatisfy((key, text) -> assertThat(text).isEqualTo(written.get(key)));
                assertThat(copied.keySet())
                        .as("seed %d", SEED)
                        .containsAll(forger.soundCopies().keySet());
            }
        }
    }
}
