package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.node.agreement.Agreements;
import io.tidings.node.identity.Fingerprint;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Secrets;
import io.tidings.node.operations.OperationException;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that follow each other renew their certificates, one after the other, by the runbook, under load. */
class CertificateRolloverIT {
    private static final long BETWEEN_REQUESTS = Duration.ofMillis(30).toNanos();

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Set<String> published = ConcurrentHashMap.newKeySet();
    private long newsSeed = 100;
    private TestNode bankA;
    private TestNode bankB;

    @BeforeEach
    void twoThatFollowEachOther() throws Exception {
        bankA = TestNode.create(vertx, directory.resolve("a"), "Bank A").start();
        bankB = TestNode.create(vertx, directory.resolve("b"), "Bank B").start();
        for (TestNode node : List.of(bankA, bankB)) {
            node.addCollection("own");
            node.addCollection("theirs");
            node.addClient("tip", "a password", "own", "theirs");
        }
        // An interval so long that only the doorbell brings anything.
        bankA.agreeWith(bankB, "bank-b")
                .mayRead("own", Tlp.RED)
                .follow("own", "theirs", Duration.ofHours(1))
                .write();
        bankB.agreeWith(bankA, "bank-a")
                .mayRead("own", Tlp.RED)
                .follow("own", "theirs", Duration.ofHours(1))
                .write();
        await().until(() -> hasFollowed(bankA) && hasFollowed(bankB));
    }

    @AfterEach
    void stop() {
        over.set(true);
        bankA.close();
        bankB.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void noRequestNoFollowAndNoRingFails() throws Exception {
        try (LogCapture log = new LogCapture()) {
            List<Thread> load = List.of(load(bankA, 1), load(bankB, 2));
            rollOver(bankA, bankB, "bank-a", "--key-type=ec");
            rollOver(bankB, bankA, "bank-b", "--same-key");
            over.set(true);
            for (Thread thread : load) {
                thread.join();
            }
            assertThat(failure.get()).isNull();
            awaitAll(bankA);
            awaitAll(bankB);
            assertThat(log.complaints()).isEmpty();
        }
    }

    /** {@code node} gets a new certificate; {@code peer} knows it as {@code name}. */
    private void rollOver(TestNode node, TestNode peer, String name, String how) throws Exception {
        String home = node.home.directory().toString();
        String peersHome = peer.home.directory().toString();
        String card = directory.resolve(name + ".card").toString();
        String old = pinInUse(node);

        CommandLine.run("certificate", "renew", how, "--home", home);
        CommandLine.run("card", card, "--home", home);
        CommandLine.run("peer", "renew", card, "--home", peersHome);
        assertThat(pins(peer, name)).hasSize(2).contains(old);
        CommandLine.run("certificate", "switch", "--home", home);
        assertThat(pinInUse(node)).isNotEqualTo(old);
        awaitNews(node, peer);

        CommandLine.run("card", card, "--home", home);
        CommandLine.run("peer", "renew", card, "--drop-others", "--home", peersHome);
        assertThat(pins(peer, name)).containsExactly(pinInUse(node));
        awaitNews(node, peer);
    }

    /** Until each has what the other publishes from now on. */
    private void awaitNews(TestNode one, TestNode other) throws Exception {
        Feed feed = new Feed(newsSeed++);
        String fromOne = publish(one, feed);
        String fromOther = publish(other, feed);
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(OperationException.class) // not there yet
                .until(() -> holds(other, fromOne) && holds(one, fromOther));
    }

    private Thread load(TestNode node, long seed) throws Exception {
        Feed feed = new Feed(seed);
        TaxiiCaller tip = new TaxiiCaller(node.clientRoot(), "tip", "a password");
        Thread thread = new Thread(() -> {
            while (!over.get()) {
                try {
                    publish(node, feed);
                    TaxiiCaller.Answer page = tip.get("collections/theirs/manifest/?limit=10");
                    assertThat(page.status()).as(page.text()).isEqualTo(200);
                    LockSupport.parkNanos(BETWEEN_REQUESTS);
                } catch (Throwable failed) {
                    failure.compareAndSet(null, failed);
                    return;
                }
            }
        });
        thread.start();
        return thread;
    }

    private String publish(TestNode node, Feed feed) throws Exception {
        String id = feed.id();
        List<String> one = List.of(Feed.indicator(id, "2026-01-01T00:00:00.000Z", Feed.GREEN));
        assertThat(node.operations()
                        .publish("own", Feed.content(one), "test", p -> {})
                        .stored())
                .isOne();
        published.add(node.home.directory() + " " + id);
        return id;
    }

    private void awaitAll(TestNode node) throws Exception {
        TestNode other = node.equals(bankA) ? bankB : bankA;
        List<String> owed = published.stream()
                .filter(each -> each.startsWith(other.home.directory() + " "))
                .map(each -> each.substring(each.indexOf(' ') + 1))
                .toList();
        assertThat(owed).isNotEmpty();
        TaxiiCaller tip = new TaxiiCaller(node.clientRoot(), "tip", "a password");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> new ArrayList<>(HeldLog.of(tip, "theirs").ids()).containsAll(owed));
    }

    private static boolean hasFollowed(TestNode node) {
        return node.operations().status().peers().stream()
                .allMatch(peer -> peer.lastSuccess().isPresent());
    }

    private static boolean holds(TestNode node, String id) {
        return !node.operations().trace(id).versions().isEmpty();
    }

    private static Set<String> pins(TestNode node, String peer) throws Exception {
        return Agreements.read(node.home.peers(), node.home.clients())
                .peer(peer)
                .orElseThrow()
                .pins();
    }

    private static String pinInUse(TestNode node) throws Exception {
        Secrets secrets = new Secrets(node.home.secrets(), new SecureRandom());
        return Fingerprint.of(NodeIdentity.open(node.home.keystore(), secrets.keystorePassword())
                        .certificate())
                .pin();
    }
}
