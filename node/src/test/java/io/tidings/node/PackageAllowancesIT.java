package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.tidings.node.agreement.Grant;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.cms.TestAuthority;
import io.tidings.node.operations.GivenReport;
import io.tidings.node.operations.PackageReport;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many objects a day the agreements allow, where packages are what brings them. */
class PackageAllowancesIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(71);
    private final Ahead clock = new Ahead();
    private Path out;
    private Path in;
    private Path back;
    private HttpServer authority;
    private volatile boolean stamps;
    private final AtomicInteger asked = new AtomicInteger();
    private TestNode sender;
    private TestNode receiver;

    /** The real time and what a test adds to it. */
    private static final class Ahead extends Clock {
        private volatile Duration by = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(by);
        }
    }

    @BeforeEach
    void twoNodesWithFolders() throws Exception {
        out = Files.createDirectory(directory.resolve("out"));
        in = Files.createDirectory(directory.resolve("in"));
        back = Files.createDirectory(directory.resolve("back"));
        authority = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(TestAuthority.key("EC"));
        authority.start();
        sender = node(
                "a",
                Clock.systemUTC(),
                "  time-stamp: http://localhost:" + authority.getAddress().getPort() + "/\n  outbox:\n    - {folder: "
                        + out + ", for: bank-b, collection: indicators, every: 100ms, compress: false}\n");
        receiver =
                node("b", clock, "  inbox:\n    - {folder: " + in + ", every: 100ms, acknowledge-to: " + back + "}\n");
        sender.addCollection("indicators");
        receiver.addCollection("from-a");
        givesADay(100);
        takesADay(100);
    }

    private TestNode node(String name, Clock time, String packages) throws Exception {
        return TestNode.create(
                        vertx,
                        directory.resolve(name),
                        "Bank " + name,
                        time,
                        yaml -> yaml.replace("  validity: P30D\n", "  validity: P30D\n" + packages))
                .start();
    }

    private void givesADay(long objects) throws Exception {
        sender.agreeWith(receiver, "bank-b")
                .mayRead(new Grant.Read(
                        "indicators",
                        Tlp.RED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(objects)))
                .write();
    }

    private void takesADay(long objects) throws Exception {
        receiver.agreeWith(sender, "bank-a")
                .mayWrite(new Grant.Write("from-a", Tlp.RED, Optional.empty(), Optional.of(objects)))
                .write();
    }

    private void answer(SigningKey key) {
        authority.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] question = exchange.getRequestBody().readAllBytes();
            try (exchange) {
                byte[] answer = stamps ? new TestAuthority(key, Instant.now()).answer(question) : new byte[0];
                exchange.sendResponseHeaders(stamps ? 200 : 503, answer.length == 0 ? -1 : answer.length);
                exchange.getResponseBody().write(answer);
            } catch (Exception failed) {
                throw new IOException(failed);
            }
        });
    }

    @AfterEach
    void stop() {
        sender.close();
        receiver.close();
        authority.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void anOutboxThatFailsAgainAndAgainCostsItsRecipientNothing() throws Exception {
        givesADay(10);
        List<String> objects = publish(8);
        await().atMost(LONG).until(() -> warnings(sender).contains("no time stamp could be had"));
        await().atMost(LONG).until(() -> asked.get() >= 4); // three tries have failed
        assertThat(given()).isEmpty();
        assertThat(sender.operations().packages().list(9)).isEmpty();
        assertThat(names(out)).isEmpty();

        stamps = true;
        Path made = awaitOne(out);
        await().atMost(LONG).until(() -> warnings(sender).isEmpty());
        assertThat(sender.operations().packages().list(9))
                .extracting(PackageReport::serial, PackageReport::objects)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1L, 8L));
        assertThat(given()).extracting(GivenReport.Page::entries).containsExactly(8L);
        assertThat(Files.readString(made, StandardCharsets.ISO_8859_1))
                .as("objects that are not compressed")
                .contains(objects);
        // What is left of the day's ten is two.
        publish(5);
        await().atMost(LONG).until(() -> names(out).size() == 2);
        assertThat(given()).extracting(GivenReport.Page::entries).containsExactly(8L, 2L);
    }

    @Test
    void aPackageOverTheDaysNumberWaitsForItAndComesInByItself() throws Exception {
        stamps = true;
        publish(6);
        Files.move(awaitOne(out), in.resolve("1.tidings"));
        await().atMost(LONG).until(() -> held().equals(List.of(6L)));
        publish(4);
        Path second = Files.move(awaitOne(out), directory.resolve("second"));
        publish(1);
        Path third = Files.move(awaitOne(out), directory.resolve("third"));
        takesADay(8);
        Files.move(second, in.resolve("2.tidings"));
        await().atMost(LONG).until(() -> warnings(receiver).contains("2.tidings waits: quota: it holds 4 objects"));
        assertThat(warnings(receiver)).contains("allows 8 a day, of which 2 are left; it waits until 20");
        Files.move(third, in.resolve("3.tidings"));
        await().atMost(LONG).until(() -> warnings(receiver).contains("3.tidings waits: quota: one before it waits"));
        assertThat(names(in)).containsExactly("2.tidings", "3.tidings");
        assertThat(names(back))
                .as("word of the first alone: nothing is missing")
                .hasSize(1);

        clock.by = Duration.ofHours(25);
        await().atMost(LONG).until(() -> held().equals(List.of(6L, 4L, 1L)));
        await().atMost(LONG).until(() -> names(in).isEmpty());
        assertThat(warnings(receiver)).isEmpty();
    }

    @Test
    void aPackageThatNoDayHasRoomForIsSetAside() throws Exception {
        stamps = true;
        takesADay(5);
        publish(6);
        Files.move(awaitOne(out), in.resolve("1.tidings"));
        await().atMost(LONG).until(() -> names(in).equals(List.of("failed")));
        await().atMost(LONG).until(() -> names(in.resolve("failed")).size() == 2);
        assertThat(Files.readString(
                        in.resolve("failed").resolve(names(in.resolve("failed")).get(1))))
                .contains("not-agreed: it holds 6 objects, and the agreement allows 5 a day; a package is taken whole");
    }

    private List<String> publish(int count) throws Exception {
        List<String> objects = feed.indicators(count, Feed.GREEN);
        sender.operations().publish("indicators", Feed.content(objects), "feed", p -> {});
        return objects;
    }

    private List<GivenReport.Page> given() {
        return sender.operations()
                .sharing()
                .given("peer:bank-b", Instant.EPOCH, false, 100)
                .pages();
    }

    private List<Long> held() {
        return receiver.operations().packages().list(100).stream()
                .map(PackageReport::objects)
                .toList();
    }

    private static String warnings(TestNode node) {
        return String.join("\n", node.operations().packages().warnings());
    }

    private static Path awaitOne(Path folder) throws IOException {
        await().atMost(LONG).until(() -> !names(folder).isEmpty());
        return folder.resolve(names(folder).get(0));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString())
                    .filter(each -> !each.startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
