package io.tidings.node;

import io.tidings.node.agreement.Acceptance;
import io.tidings.node.agreement.Client;
import io.tidings.node.agreement.ClientFile;
import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Organisation;
import io.tidings.node.agreement.Peer;
import io.tidings.node.agreement.PeerFile;
import io.tidings.node.agreement.QuickHash;
import io.tidings.node.agreement.Signer;
import io.tidings.node.agreement.SignerFile;
import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Secrets;
import io.tidings.node.identity.SigningKeys;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.Operations;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A real node in a directory of its own, for tests: real files, TLS, database and ports. */
final class TestNode implements AutoCloseable {
    final NodeHome home;
    final NodeIdentity identity;
    private final Vertx vertx;
    private final int clientPort;
    private final int peerPort;
    private final Clock clock;
    private @Nullable ServingNode serving;

    private TestNode(Vertx vertx, NodeHome home, NodeIdentity identity, int clientPort, int peerPort, Clock clock) {
        this.clock = clock;
        this.vertx = vertx;
        this.home = home;
        this.identity = identity;
        this.clientPort = clientPort;
        this.peerPort = peerPort;
    }

    static TestNode create(Vertx vertx, Path directory, String organisation) throws Exception {
        return create(vertx, directory, organisation, Clock.systemUTC(), yaml -> yaml);
    }

    /**
     * One with a clock of its own.
     *
     * @param settings changes the text of its configuration
     */
    static TestNode create(
            Vertx vertx, Path directory, String organisation, Clock clock, UnaryOperator<String> settings)
            throws Exception {
        NodeHome home = new NodeHome(directory);
        home.create();
        NodeIdentity identity = TestHome.lay(home, organisation, clock);
        int clientPort = FreePorts.one();
        int peerPort = FreePorts.one();
        String yaml = new String(NodeConfiguration.newFile(organisation, clientPort, peerPort), StandardCharsets.UTF_8)
                .replace("bind: 0.0.0.0", "bind: 127.0.0.1")
                .replace("reload-every: 2s", "reload-every: 100ms");
        String changed = settings.apply(yaml);
        Files.writeString(home.configuration(), changed);
        if (changed.contains("sign: false")) {
            Files.delete(home.signingKeys()); // nothing makes one there
        }
        return new TestNode(vertx, home, identity, clientPort, peerPort, clock);
    }

    /** The same node in another home: one that was restored, with the same addresses and keys. */
    TestNode in(Path directory) {
        return new TestNode(vertx, new NodeHome(directory), identity, clientPort, peerPort, clock);
    }

    TestNode start() throws Exception {
        serving = ServingNode.start(
                home, vertx, secrets -> OpenedKeystore.open(home, secrets), Optional.empty(), () -> {}, clock);
        return this;
    }

    /** Does nothing if it does not run. */
    void stop() {
        ServingNode running = serving;
        serving = null;
        if (running != null) {
            running.close();
        }
    }

    Operations operations() {
        return Objects.requireNonNull(serving, "the node does not run").operations();
    }

    /** Whether it has any version of an object, claims aside. */
    boolean holds(String id) {
        try {
            return operations().trace(id).versions().stream().anyMatch(version -> !version.claim());
        } catch (OperationException gone) {
            return false;
        }
    }

    UUID addCollection(String name) {
        return UUID.fromString(operations()
                .addCollection(name, Optional.empty(), Optional.empty())
                .id());
    }

    URI clientRoot() {
        return URI.create("https://localhost:" + clientPort + "/shared/");
    }

    URI peerRoot() {
        return URI.create("https://localhost:" + peerPort + "/shared/");
    }

    URI discovery() {
        return URI.create("https://localhost:" + clientPort + "/taxii2/");
    }

    /** A client that may do everything in these collections. */
    void addClient(String name, String password, String... collections) throws Exception {
        List<Grant.Read> reads = new ArrayList<>();
        List<Grant.Write> writes = new ArrayList<>();
        List<Grant.Delete> deletes = new ArrayList<>();
        for (String collection : collections) {
            reads.add(read(collection, Tlp.RED));
            writes.add(new Grant.Write(collection, Tlp.RED, Optional.empty(), Optional.empty()));
            deletes.add(new Grant.Delete(collection));
        }
        addClient(name, password, reads, writes, deletes);
    }

    void addClient(
            String name, String password, List<Grant.Read> reads, List<Grant.Write> writes, List<Grant.Delete> deletes)
            throws Exception {
        ClientFile.write(
                home.clients(),
                new Client(
                        name,
                        Optional.of(QuickHash.of(password)),
                        Optional.empty(),
                        Set.of(),
                        List.of(),
                        false,
                        reads,
                        writes,
                        deletes,
                        Optional.empty(),
                        ""));
        reload();
    }

    /** The keys with which it seals. */
    SigningKeys signingKeys() throws IOException {
        SecureRandom random = new SecureRandom();
        return new SigningKeys(
                home.signingKeys(), new Secrets(home.secrets(), random).keystorePassword(), random, clock);
    }

    /** Has this node know the keys with which {@code other} seals, for what {@code creators} made. */
    void trust(TestNode other, String name, String... creators) throws Exception {
        SignerFile.write(
                home.signers(),
                new Signer(
                        name,
                        new Organisation(name, Optional.empty(), Optional.empty(), List.of()),
                        Arrays.stream(creators).map(StixId::new).collect(Collectors.toUnmodifiableSet()),
                        other.signingKeys().published()));
        reload();
    }

    /** The agreement with {@code other}, known here as {@code name}. */
    AgreementDraft agreeWith(TestNode other, String name) {
        return new AgreementDraft(this, other, name);
    }

    void reload() {
        if (serving != null) {
            List<String> mistakes = serving.operations().reload();
            if (!mistakes.isEmpty()) {
                throw new IllegalStateException(mistakes.toString());
            }
        }
    }

    static Grant.Read read(String collection, Tlp maxTlp) {
        return new Grant.Read(
                collection, maxTlp, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public void close() {
        stop();
    }

    /** An agreement being written. */
    static final class AgreementDraft {
        private final TestNode here;
        private final TestNode other;
        private final String name;
        private final List<Grant.Read> reads = new ArrayList<>();
        private final List<Grant.Write> writes = new ArrayList<>();
        private final List<Grant.Delete> deletes = new ArrayList<>();
        private final List<Follow> follows = new ArrayList<>();
        private Set<StixId> authoritativeFor = Set.of();
        private boolean onward;
        private final Set<String> pins = new java.util.HashSet<>();

        private AgreementDraft(TestNode here, TestNode other, String name) {
            this.here = here;
            this.other = other;
            this.name = name;
            this.pins.add(other.identity.fingerprint().pin());
        }

        /** Besides that of the other node's identity. */
        AgreementDraft pinning(java.security.cert.X509Certificate certificate) {
            pins.add(io.tidings.node.agreement.Pins.ofCertificate(certificate));
            return this;
        }

        AgreementDraft mayRead(String collection, Tlp maxTlp) {
            reads.add(read(collection, maxTlp));
            return this;
        }

        AgreementDraft mayRead(Grant.Read grant) {
            reads.add(grant);
            return this;
        }

        AgreementDraft mayWrite(String collection, Tlp maxTlp) {
            writes.add(new Grant.Write(collection, maxTlp, Optional.empty(), Optional.empty()));
            return this;
        }

        AgreementDraft mayWrite(Grant.Write grant) {
            writes.add(grant);
            return this;
        }

        /** To add to what it may read, and to delete from it. */
        AgreementDraft mayWrite(String collection) {
            writes.add(new Grant.Write(collection, Tlp.RED, Optional.empty(), Optional.empty()));
            deletes.add(new Grant.Delete(collection));
            return this;
        }

        AgreementDraft follow(Follow follow) {
            follows.add(follow);
            return this;
        }

        AgreementDraft follow(String theirs, String ours) {
            return follow(theirs, ours, Duration.ofSeconds(1));
        }

        AgreementDraft follow(String theirs, String ours, Duration every) {
            follows.add(new Follow(other.peerRoot(), theirs, ours, every, Tlp.RED));
            return this;
        }

        /** What is followed, up to a number of new objects a day. */
        AgreementDraft follow(String theirs, String ours, long objectsPerDay) {
            return follow(theirs, ours, Optional.of(objectsPerDay), Optional.empty());
        }

        AgreementDraft followWithProvenance(String theirs, String ours, String provenance) {
            return follow(theirs, ours, Optional.empty(), Optional.of(provenance));
        }

        private AgreementDraft follow(
                String theirs, String ours, Optional<Long> objectsPerDay, Optional<String> provenance) {
            follows.add(new Follow(
                    other.peerRoot(),
                    theirs,
                    ours,
                    Duration.ofHours(1),
                    Tlp.RED,
                    Acceptance.quarantining(),
                    objectsPerDay,
                    provenance));
            return this;
        }

        AgreementDraft authoritativeFor(String... creators) {
            authoritativeFor = Arrays.stream(creators).map(StixId::new).collect(Collectors.toSet());
            return this;
        }

        AgreementDraft onward() {
            onward = true;
            return this;
        }

        void write() throws Exception {
            save();
            here.reload();
        }

        /** Writes it without telling the node, which looks for itself. */
        void save() throws Exception {
            PeerFile.remove(here.home.peers(), name);
            PeerFile.write(
                    here.home.peers(),
                    new Peer(
                            name,
                            new Organisation(name, Optional.empty(), Optional.empty(), List.of()),
                            Set.copyOf(pins),
                            Optional.empty(),
                            Optional.empty(),
                            authoritativeFor,
                            Optional.of("tests"),
                            Optional.empty(),
                            Optional.empty(),
                            onward,
                            reads,
                            writes,
                            deletes,
                            follows,
                            Optional.empty(),
                            ""));
        }
    }
}
