package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.node.identity.CertificateSubject;
import io.tidings.node.identity.KeyKind;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Secret;
import io.tidings.node.identity.Secrets;
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
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever is refused is not told why, and all are told the same; the node's log says why, and no secret ever (I-5).
 */
class RefusalLogIT {
    private static final String PASSWORD = "correct-horse-battery";
    private static final String WRONG = "wrong-horse-battery";
    private static final String COLLECTIONS = "/shared/collections/";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final SecureRandom random = new SecureRandom();
    private final List<String> secrets = new ArrayList<>();
    private LogCapture log;
    private TestNode node;

    @BeforeEach
    void start() throws Exception {
        log = new LogCapture();
        node = TestNode.create(vertx, directory.resolve("node"), "Bank A").start();
        node.addCollection("shared");
        node.addClient("tip", PASSWORD, List.of(TestNode.read("shared", Tlp.RED)), List.of(), List.of());
        secrets.addAll(List.of(PASSWORD, WRONG));
        Secrets own = new Secrets(node.home.secrets(), random);
        for (Secret each : List.of(own.keystorePassword(), own.operatorKey(), own.cursorKey())) {
            secrets.add(new String(each.bytes(), StandardCharsets.UTF_8));
        }
        secrets.add(
                Base64.getEncoder().encodeToString(node.identity.privateKey().getEncoded()));
    }

    @AfterEach
    void stop() {
        node.close();
        log.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        for (String secret : secrets) {
            String coded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
            assertThat(log.lines()).noneMatch(line -> line.contains(secret) || line.contains(coded));
        }
    }

    private NodeIdentity identity(String name, Clock clock) throws Exception {
        NodeIdentity made = NodeIdentity.create(
                directory.resolve(name + ".p12"),
                new Secret("password of " + name),
                KeyKind.ECDSA_P256,
                new CertificateSubject(name, Set.of(), Duration.ofDays(30)),
                clock,
                random);
        secrets.add("password of " + name);
        secrets.add(Base64.getEncoder().encodeToString(made.privateKey().getEncoded()));
        return made;
    }

    private Path agreement(String name, NodeIdentity pinned, String until) throws Exception {
        Path file = node.home.peers().resolve(name + ".yaml");
        Files.writeString(file, """
                peer: %s
                organisation: {name: %s}
                identity:
                  pins: ["%s"]
                agreement:
                  valid: {from: 2020-01-01, until: %s}
                  onward: no
                read:
                  - {collection: shared, max-tlp: red}
                """.formatted(name, name, pinned.fingerprint().pin(), until));
        node.reload();
        return file;
    }

    private RawConnection connect(URI server, NodeIdentity identity) throws Exception {
        return RawConnection.open(server, Optional.of(identity.keyManager()), "http/1.1");
    }

    private static RawConnection.Reply ask(RawConnection connection, String more) throws IOException {
        connection.send("GET " + COLLECTIONS + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + TaxiiCaller.MEDIA_TYPE
                + "\r\n" + more + "\r\n");
        return connection.reply();
    }

    /** What one who shows this certificate to the peers' listener gets. */
    private String outcome(NodeIdentity identity) throws Exception {
        try (RawConnection connection = connect(node.peerRoot(), identity)) {
            RawConnection.Reply reply = ask(connection, "");
            return reply.status() + " " + reply.body();
        } catch (IOException refused) {
            return "0 " + refused;
        }
    }

    private void assertLogged(String reason, String... words) {
        await().untilAsserted(() -> assertThat(log.complaints())
                .anySatisfy(line ->
                        assertThat(line).contains("refused: " + reason + ": ").contains(words)));
    }

    @Test
    void certificatesAreRefusedAlikeAndTheLogSaysWhy() throws Exception {
        Clock now = Clock.systemUTC();
        NodeIdentity good = identity("good", now);
        NodeIdentity expired = identity("expired", Clock.offset(now, Duration.ofDays(-40)));
        NodeIdentity early = identity("early", Clock.offset(now, Duration.ofDays(40)));
        NodeIdentity unknown = identity("unknown", now);
        NodeIdentity former = identity("former", now);
        agreement("good", good, "2999-01-01");
        agreement("expired", expired, "2999-01-01");
        agreement("early", early, "2999-01-01");
        agreement("former", former, "2021-01-01");
        // The same organisation's name, another key: what a pin is for.
        NodeIdentity impostor = NodeIdentity.create(
                directory.resolve("impostor.p12"),
                new Secret("an impostor's"),
                KeyKind.ECDSA_P256,
                new CertificateSubject("good", Set.of(), Duration.ofDays(30)),
                now,
                random);

        assertThat(outcome(good)).startsWith("200 ");
        Set<String> outcomes = new LinkedHashSet<>();
        for (NodeIdentity each : List.of(expired, early, unknown, former, impostor)) {
            outcomes.add(outcome(each));
        }

        assertThat(outcomes).hasSize(1).allMatch(outcome -> outcome.startsWith("0 "));
        assertLogged("CERTIFICATE_EXPIRED", expired.fingerprint().pin(), "peer:expired", "expired on ");
        assertLogged("CERTIFICATE_NOT_YET_VALID", early.fingerprint().pin(), "peer:early", "not valid before ");
        assertLogged("UNKNOWN_CERTIFICATE", unknown.fingerprint().pin(), "CN=unknown", "pinned in no agreement");
        assertLogged("UNKNOWN_CERTIFICATE", impostor.fingerprint().pin(), "CN=good", "pinned in no agreement");
        assertLogged("OUTSIDE_AGREEMENT", former.fingerprint().pin(), "peer:former", "does not hold today");
        assertThat(outcome(good)).startsWith("200 ");
    }

    @Test
    void anOpenConnectionEndsToBeWorthAnythingWithItsAgreement() throws Exception {
        NodeIdentity peer = identity("peer", Clock.systemUTC());
        NodeIdentity other = identity("other", Clock.systemUTC());
        Path file = agreement("peer", peer, "2999-01-01");
        agreement("other", other, "2999-01-01");
        try (RawConnection connection = connect(node.peerRoot(), peer);
                RawConnection others = connect(node.peerRoot(), other)) {
            assertThat(ask(connection, "").status()).isEqualTo(200);
            assertThat(ask(others, "").status()).isEqualTo(200);

            Files.delete(file);
            node.reload();
            RawConnection.Reply refused = ask(connection, "");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.body()).doesNotContain("shared", "peer", "agreement");
            assertLogged("UNKNOWN_CERTIFICATE", peer.fingerprint().pin(), "pinned in no agreement");

            agreement("other", other, "2021-01-01");
            assertThat(ask(others, "").status()).isEqualTo(401);
            assertLogged("OUTSIDE_AGREEMENT", other.fingerprint().pin(), "peer:other");
        }
    }

    @Test
    void secretsAreRefusedAlikeAndTheLogSaysWhy() throws Exception {
        String home = node.home.directory().toString();
        String token = CommandLine.run("client", "add", "bot", "--bearer", "--read", "shared", "--home", home)
                .lines()
                .reduce((before, last) -> last)
                .orElseThrow();
        secrets.add(token);
        secrets.add(token.substring(token.indexOf('.') + 1));
        String bearer = "Authorization: Bearer " + token + "\r\n";
        try (RawConnection connection = RawConnection.open(node.clientRoot())) {
            assertThat(ask(connection, basic("tip", PASSWORD)).status()).isEqualTo(200);
            assertThat(ask(connection, bearer).status()).isEqualTo(200);

            Set<String> answers = new LinkedHashSet<>();
            answers.add(answer(connection, basic("tip", WRONG)));
            answers.add(answer(connection, basic("nobody", PASSWORD)));
            answers.add(answer(connection, basic("bot", token.substring(token.indexOf('.') + 1))));
            answers.add(answer(connection, "Authorization: Bearer tip." + PASSWORD + "\r\n"));
            answers.add(answer(connection, "Authorization: Bearer " + token + "x\r\n"));
            answers.add(answer(connection, "Authorization: Digest username=\"tip\"\r\n"));
            CommandLine.run("client", "remove", "bot", "--home", home);
            answers.add(answer(connection, bearer));
            assertThat(answers).hasSize(1).allMatch(answer -> answer.startsWith("401 "));
        }
        assertLogged("WRONG_SECRET", "user tip", "127.0.0.1");
        assertLogged("WRONG_SECRET", "user bot");
        assertLogged("UNKNOWN_USER", "user nobody");
        assertLogged("UNKNOWN_USER", "user bot");
        assertLogged("WRONG_SCHEME", "user bot", "a token only: use Bearer");
        assertLogged("WRONG_SCHEME", "user tip", "a password only: use Basic");
        assertLogged("UNKNOWN_SCHEME", "127.0.0.1");
    }

    private static String basic(String user, String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }

    /** Without the number that leads to the line in the log. */
    private static String answer(RawConnection connection, String credentials) throws IOException {
        RawConnection.Reply reply = ask(connection, credentials);
        return reply.status() + " " + reply.body().replaceAll("\"error_id\":\"[0-9a-f]+\"", "");
    }
}
