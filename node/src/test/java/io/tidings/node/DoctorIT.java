package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Organisation;
import io.tidings.node.agreement.Peer;
import io.tidings.node.agreement.PeerFile;
import io.tidings.node.doctor.Doctor;
import io.tidings.node.doctor.Finding;
import io.tidings.node.doctor.Finding.Level;
import io.tidings.node.doctor.Patient;
import io.tidings.node.identity.CertificateSubject;
import io.tidings.node.identity.KeyKind;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Secrets;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.StatusReport;
import io.tidings.node.store.JdbcStore;
import io.tidings.node.store.StoreOptions;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments broken on purpose, one way each, and what the doctor says. */
class DoctorIT {
    private static final String PEER = "peer company";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final List<ServerSocket> sockets = new ArrayList<>();
    private TestNode bank;
    private TestNode company;
    private boolean bankRuns;

    @BeforeEach
    void twoOrganisations() throws Exception {
        bank = TestNode.create(vertx, directory.resolve("bank"), "Bank A");
        company = TestNode.create(vertx, directory.resolve("company"), "Lighthouse");
    }

    @AfterEach
    void stop() throws IOException {
        for (ServerSocket each : sockets) {
            each.close();
        }
        bank.close();
        company.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aDeploymentThatIsWellIsProvenPartByPart() throws Exception {
        companyServes();
        bank.start();
        bankRuns = true;
        bank.addCollection("from-company");
        follow(company.identity, company.peerRoot(), "feed");
        bank.reload();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(bank.operations().status().peers())
                        .allMatch(peer -> peer.lastSuccess().isPresent()));

        List<Finding> findings = examine();
        assertThat(findings).as(findings.toString()).allMatch(finding -> finding.level() == Level.OK);
        assertThat(findings)
                .extracting(Finding::check)
                .containsExactly(
                        "java",
                        "home",
                        "configuration",
                        "agreements",
                        "keystore",
                        "certificate",
                        "signing key",
                        "disk",
                        "disk",
                        "node",
                        "store",
                        "quarantine",
                        "client listener",
                        "peer listener",
                        PEER,
                        "collection company/feed",
                        "clock",
                        "follow company/feed");
    }

    @Test
    void aPeerThatShowsAnotherCertificateIsToldWithBothFingerprints() throws Exception {
        companyServes();
        NodeIdentity elsewhere = newIdentity(directory.resolve("elsewhere.p12"), Clock.systemUTC(), Duration.ofDays(9));
        follow(elsewhere, company.peerRoot(), "feed");
        assertFault(
                PEER,
                company.identity.fingerprint().pin(),
                company.identity.fingerprint().spoken(),
                "pinned is " + elsewhere.fingerprint().pin());
    }

    @Test
    void aPeerThatDoesNotKnowUsIsToldWithWhatToSendThem() throws Exception {
        company.start();
        follow(company.identity, company.peerRoot(), "feed");
        assertFault(
                PEER,
                "is who it should be, but ends the connection after our certificate",
                "send them your card",
                bank.identity.fingerprint().pin());
    }

    @Test
    void aPeerWhoseCertificateExpiredIsToldSinceWhen() throws Exception {
        NodeIdentity old = newIdentity(
                company.home.keystore(), Clock.offset(Clock.systemUTC(), Duration.ofDays(-30)), Duration.ofDays(9));
        company.start();
        follow(old, company.peerRoot(), "feed");
        assertFault(PEER, "shows the right certificate, but it expired at", "ask the peer to renew it");
    }

    @Test
    void aPeerThatIsDownIsUnreachable() throws Exception {
        follow(company.identity, company.peerRoot(), "feed");
        assertFault(PEER, "cannot be reached", "whether its node runs");
    }

    @Test
    void aNameThatDoesNotResolveIsToldAsSuch() throws Exception {
        follow(company.identity, URI.create("https://nowhere.invalid:7444/shared/"), "feed");
        assertThat(examine().stream().filter(each -> each.check().equals(PEER)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.FAULT);
                    assertThat(finding.found()).containsAnyOf("does not resolve", "no answer from DNS");
                });
    }

    @Test
    void plainHttpWhereTlsShouldBeIsRecognised() throws Exception {
        int port =
                answering("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        follow(company.identity, URI.create("https://localhost:" + port + "/shared/"), "feed");
        assertFault(PEER, "does not speak TLS: plain HTTP", "follow[].api-root");
    }

    @Test
    void aServerWithOnlyOldVersionsOfTlsIsRecognised() throws Exception {
        int port = answering(HexFormat.of().parseHex("15030300020246")); // a fatal alert, protocol_version
        follow(company.identity, URI.create("https://localhost:" + port + "/shared/"), "feed");
        assertFault(PEER, "speaks no TLS that is allowed here", "has to be updated");
    }

    @Test
    void whatClosesTheConnectionBeforeTlsIsRecognised() throws Exception {
        int port = answering(new byte[0]);
        follow(company.identity, URI.create("https://localhost:" + port + "/shared/"), "feed");
        assertFault(PEER, "closes it before it shows a certificate", "a firewall or proxy");
    }

    @Test
    void anAddressThatLeadsBackToThisNodeIsRecognised() throws Exception {
        bank.start();
        bankRuns = true;
        follow(company.identity, bank.peerRoot(), "feed");
        assertFault(PEER, "is this node itself", "peers/company.yaml");
    }

    @Test
    void aCollectionThatIsNotGrantedIsToldWithThoseThatAre() throws Exception {
        companyServes();
        follow(company.identity, company.peerRoot(), "feeds");
        assertFault("collection company/feeds", "404", "it offers us feed", "under 'read'");
    }

    @Test
    void aClockTenMinutesAheadIsSeenByThePeers() throws Exception {
        companyServes();
        follow(company.identity, company.peerRoot(), "feed");
        Finding clock =
                only("clock", examine(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(11)), Optional.empty()));
        assertThat(clock.level()).isEqualTo(Level.FAULT);
        assertThat(clock.found()).contains("company", "min behind ours");
        assertThat(clock.advice()).contains("NTP");
    }

    @Test
    void anAgreementThatEndedAndACollectionThatIsMissingHereAreTold() throws Exception {
        companyServes();
        follow(company.identity, company.peerRoot(), "feed");
        List<Finding> later = examine(Clock.offset(Clock.systemUTC(), Duration.ofDays(400)), Optional.empty());
        assertThat(later)
                .anyMatch(each -> each.check().equals(PEER) && each.found().contains("the agreement ended on"));
        assertThat(only("follow company/feed", later).advice()).isEqualTo("tidings collection add from-company");
    }

    @Test
    void aKeystoreThatDoesNotOpenIsToldWhateverTheReason() throws Exception {
        byte[] good = Files.readAllBytes(bank.home.keystore());
        Path password = bank.home.secrets().resolve("keystore-password");
        String right = Files.readString(password);

        Files.write(bank.home.keystore(), new byte[] {1, 2, 3});
        assertFault("keystore", "is damaged, or no PKCS#12 file", "from the same copy");
        Files.delete(bank.home.keystore());
        assertFault("keystore", "keystore.p12 is missing", "restore");
        Files.createDirectory(bank.home.keystore());
        assertFault("keystore", "is no file", "restore");
        Files.delete(bank.home.keystore());
        Files.write(bank.home.keystore(), good);
        Files.writeString(password, "another\n");
        assertFault("keystore", "does not open with the password", "from the same copy");
        assertThat(examine().toString()).doesNotContain("another", right.strip());
        Files.delete(password);
        assertFault("keystore", "keystore-password is missing", "restore");
        assertThat(password).doesNotExist();
    }

    @Test
    void anExpiredCertificateOfOurOwnAndOneThatEndsSoonAreTold() throws Exception {
        newIdentity(bank.home.keystore(), Clock.systemUTC(), Duration.ofDays(9));
        assertThat(only("certificate", examine()).level()).isEqualTo(Level.WARNING);
        newIdentity(bank.home.keystore(), Clock.offset(Clock.systemUTC(), Duration.ofDays(-30)), Duration.ofDays(9));
        assertFault("certificate", "expired at", "renew it with the same key");
    }

    @Test
    void aDiskBelowItsFloorIsFull() throws Exception {
        assumeTrue(
                directory.toFile().getUsableSpace() < 1L << 40, "the floor can be 1 TiB at most, this disk has more");
        String text = Files.readString(bank.home.configuration());
        Files.writeString(bank.home.configuration(), text.replace("disk-floor: 256 MiB", "disk-floor: 1024 GiB"));
        assertThat(examine().stream().filter(each -> each.check().equals("disk")))
                .hasSize(2)
                .allSatisfy(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.FAULT);
                    assertThat(finding.found()).contains("less than limits.disk-floor");
                });
    }

    @Test
    void aStoreThatAnotherProcessHasAndAPortThatIsTakenAreTold() throws Exception {
        try (JdbcStore other = JdbcStore.open(StoreOptions.h2(bank.home.data().resolve("store")), Clock.systemUTC());
                ServerSocket taken =
                        new ServerSocket(bank.peerRoot().getPort(), 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(other.collections()).isEmpty();
            assertThat(taken.isBound()).isTrue();
            assertFault("store", "is open in another node or command", "end what has it open");
            assertFault("peer listener", "cannot be listened on", "another port");
        }
    }

    @Test
    void secretsOpenToOthersAndMistakesInFilesAreTold() throws Exception {
        Path secret = bank.home.secrets().resolve("operator-key");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(bank.home.peers().resolve("broken.yaml"), "peer: 7");
        assertFault("home", "operator-key can be read by others", "chmod 600");
        assertThat(examine()).anyMatch(each -> each.check().equals("agreements") && each.level() == Level.FAULT);
    }

    @Test
    void onePeerAloneIsExaminedByNameAndAStrangerIsNotFound() throws Exception {
        companyServes();
        follow(company.identity, company.peerRoot(), "feed");
        List<Finding> findings = examine(Clock.systemUTC(), Optional.of("company"));
        assertThat(findings)
                .filteredOn(each -> each.level() == Level.OK)
                .extracting(Finding::check)
                .containsExactly(PEER, "collection company/feed", "clock");
        assertThatThrownBy(() -> examine(Clock.systemUTC(), Optional.of("nobody")))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("peer list");
    }

    private void companyServes() throws Exception {
        company.start();
        company.addCollection("feed");
        company.agreeWith(bank, "bank-a").mayRead("feed", Tlp.RED).write();
    }

    /** The bank's agreement with the company, whose node shows {@code identity} and is at {@code apiRoot}. */
    private void follow(NodeIdentity identity, URI apiRoot, String collection) throws Exception {
        PeerFile.write(
                bank.home.peers(),
                new Peer(
                        "company",
                        new Organisation("Lighthouse", Optional.empty(), Optional.empty(), List.of()),
                        Set.of(identity.fingerprint().pin()),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Optional.of("tests"),
                        Optional.empty(),
                        Optional.of(LocalDate.now(ZoneOffset.UTC).plusDays(300)),
                        false,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Follow(apiRoot, collection, "from-company", Duration.ofHours(1), Tlp.RED)),
                        Optional.empty(),
                        ""));
    }

    private NodeIdentity newIdentity(Path keystore, Clock clock, Duration validity) throws Exception {
        Files.deleteIfExists(keystore);
        Path home = keystore.getParent();
        SecureRandom random = new SecureRandom();
        Secrets secrets = new Secrets(home.resolve("secrets"), random);
        secrets.createAll();
        return NodeIdentity.create(
                keystore,
                secrets.keystorePassword(),
                KeyKind.ECDSA_P256,
                new CertificateSubject("Lighthouse", Set.of(), validity),
                clock,
                random);
    }

    /** A server that says {@code bytes} once to each who connects, and closes. */
    private int answering(byte[] bytes) throws IOException {
        ServerSocket server = new ServerSocket(0);
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    if (bytes.length > 0) {
                        socket.getOutputStream().write(bytes);
                        socket.getInputStream().read(new byte[1024]);
                    }
                } catch (IOException closed) {
                    continue;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        sockets.add(server);
        return server.getLocalPort();
    }

    private void assertFault(String check, String... words) {
        Finding finding = only(check, examine());
        assertThat(finding.level()).as(finding.toString()).isEqualTo(Level.FAULT);
        assertThat(finding.found() + "\n" + finding.advice()).contains(words);
    }

    private static Finding only(String check, List<Finding> findings) {
        List<Finding> found =
                findings.stream().filter(each -> each.check().equals(check)).toList();
        assertThat(found).as(findings.toString()).hasSize(1);
        return found.get(0);
    }

    private List<Finding> examine() {
        return examine(Clock.systemUTC(), Optional.empty());
    }

    private List<Finding> examine(Clock clock, Optional<String> peer) {
        return new Doctor(new Patient(bank.home, new Asked(), clock, new SecureRandom())).examine(peer);
    }

    private final class Asked implements Patient.StatusSource {
        @Override
        public Optional<StatusReport> ofRunningNode() {
            return bankRuns ? Optional.of(bank.operations().status()) : Optional.empty();
        }

        @Override
        public StatusReport byOpening() throws Exception {
            try (Node node = Node.open(bank.home, vertx)) {
                return node.operations(node::facts).status();
            }
        }
    }
}
