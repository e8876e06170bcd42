package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidings.node.operations.CutReport;
import io.tidings.node.operations.FollowReport;
import io.tidings.node.operations.OperationException;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cut ends what is under way with a peer, in both directions, and holds until it is taken back (F-28). */
class CutOffIT {
    /** The promise is one second; the machines of tests have other things to do. */
    private static final Duration SOON = Duration.ofSeconds(4);

    private static final int SMALL_BUFFER = 16 << 10;
    /** A page of 8 MB: more than the system's buffers on both sides hold. */
    private static final int PAGE_OBJECTS = 2_000;

    private static final long LESS_THAN_A_PAGE = 7_000_000;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(5);
    private TestNode node;
    private TestNode peer;

    @BeforeEach
    void aNodeWithAPeer() throws Exception {
        node = TestNode.create(vertx, directory.resolve("node"), "Bank A").start();
        peer = TestNode.create(vertx, directory.resolve("peer"), "Bank B");
        node.addCollection("feed");
        node.addCollection("from-b");
        node.agreeWith(peer, "bank-b").mayRead("feed", Tlp.RED).write();
    }

    @AfterEach
    void stop() {
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private RawConnection connect() throws Exception {
        return RawConnection.open(node.peerRoot(), Optional.of(peer.identity.keyManager()), "http/1.1", SMALL_BUFFER);
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + TaxiiCaller.MEDIA_TYPE + "\r\n\r\n";
    }

    private void fill(int objects) throws Exception {
        String extra = "\"description\": \"" + "x".repeat(3_500) + "\", ";
        List<String> indicators = IntStream.range(0, objects)
                .mapToObj(
                        i -> Feed.indicator(feed.id(), "2026-01-01T00:00:00.000Z", Feed.GREEN, Feed.LIGHTHOUSE, extra))
                .toList();
        node.operations().publish("feed", Feed.content(indicators), "test", p -> {});
    }

    private CutReport cut() {
        return node.operations().sharing().cut(Optional.of("bank-b"), Optional.of("an incident"));
    }

    @Test
    void connectionsOfThePeerEndWhateverTheyDo() throws Exception {
        fill(PAGE_OBJECTS);
        try (RawConnection idle = connect();
                RawConnection doorbell = connect();
                RawConnection slow = connect();
                RawConnection sending = connect()) {
            idle.send(get("/taxii2/"));
            assertThat(idle.reply().status()).isEqualTo(200);
            doorbell.send(get("/doorbell/"));
            assertThat(doorbell.reply().status()).isEqualTo(200);
            slow.send(get("/shared/collections/feed/objects/?limit=" + PAGE_OBJECTS));
            RawConnection.Reply page = slow.reply(64); // and takes no more
            assertThat(page.status()).isEqualTo(200);
            sending.send("POST /shared/collections/feed/objects/ HTTP/1.1\r\nHost: localhost\r\n");

            long begun = System.nanoTime();
            cut();
            assertThat(slow.drain()).as("what was in the network's buffers").isLessThan(LESS_THAN_A_PAGE);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
            for (RawConnection each : List.of(idle, doorbell, sending)) {
                each.drain();
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
            }
        }
        assertThatThrownBy(this::discover).isInstanceOf(IOException.class);
    }

    /** Status of a request on a new connection; with TLS 1.3 a refusal comes only when something is read. */
    private int discover() throws Exception {
        try (RawConnection again = connect()) {
            again.send(get("/taxii2/"));
            int status = again.reply().status();
            if (status == 0) {
                throw new SSLException("refused");
            }
            return status;
        }
    }

    @Test
    void aCutOutlivesARestartAndEndsOnlyByCommand() throws Exception {
        CutReport cut = cut();
        node.stop();
        node.start();
        assertThat(node.operations().status().cuts()).containsExactly(cut);
        assertThatThrownBy(this::discover).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> node.operations().sharing().restore(Optional.empty()))
                .isInstanceOf(OperationException.class);

        node.operations().sharing().restore(Optional.of("bank-b"));
        assertThat(node.operations().status().cuts()).isEmpty();
        assertThat(discover()).isEqualTo(200);
        assertThat(auditEvents()).contains("cut", "restore-sharing", "started", "stopped");
    }

    @Test
    void aCutOfEveryoneMeansClientsToo() throws Exception {
        node.addClient("tip", "a password", "feed");
        TaxiiCaller tip = new TaxiiCaller(node.clientRoot(), "tip", "a password");
        assertThat(tip.get("collections/feed/").status()).isEqualTo(200);

        node.operations().sharing().cut(Optional.empty(), Optional.empty());
        await().atMost(SOON)
                .ignoreException(IOException.class)
                .untilAsserted(
                        () -> assertThat(tip.get("collections/feed/").status()).isEqualTo(403));
        assertThatThrownBy(this::discover).isInstanceOf(IOException.class);

        node.operations().sharing().restore(Optional.empty());
        assertThat(tip.get("collections/feed/").status()).isEqualTo(200);
        assertThat(discover()).isEqualTo(200);
    }

    @Test
    void aRunningFollowEndsAndNoneBegins() throws Exception {
        var streaming = new CountDownLatch(1);
        int port = freePort();
        HttpServer slow = slowServer(port, streaming);
        try {
            String yaml = Files.readString(node.home.peers().resolve("bank-b.yaml"));
            Files.writeString(
                    node.home.peers().resolve("bank-b.yaml"),
                    yaml + "follow:\n  - {api-root: \"https://localhost:" + port
                            + "/shared/\", collection: feed, into: from-b, every: 1h}\n");
            node.reload();
            CompletableFuture<FollowReport> run = CompletableFuture.supplyAsync(() ->
                    node.operations().follow(Optional.of("bank-b"), p -> {}).get(0));
            assertThat(streaming.await(30, TimeUnit.SECONDS)).isTrue();
            long begun = System.nanoTime();
            cut();
            FollowReport report = run.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(report.error()).isPresent();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
            assertThat(node.operations()
                            .follow(Optional.of("bank-b"), p -> {})
                            .get(0)
                            .error()
                            .orElseThrow())
                    .contains("cut off");
        } finally {
            slow.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** Gives a page without end, a little at a time. */
    private HttpServer slowServer(int port, CountDownLatch streaming) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("localhost")
                .setPort(port)
                .setSsl(true)
                .setKeyCertOptions(KeyCertOptions.wrap(peer.identity.keyManager()));
        return vertx.createHttpServer(options)
                .requestHandler(request -> answer(request, streaming))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void answer(HttpServerRequest request, CountDownLatch streaming) {
        request.response().putHeader("Content-Type", TaxiiCaller.MEDIA_TYPE);
        if (!request.path().endsWith("/objects/")) {
            request.response()
                    .end("{\"id\":\"91a7b528-80eb-42ed-a74d-c6fbd5a26116\",\"title\":\"t\",\"can_read\":true,"
                            + "\"can_write\":false}");
            return;
        }
        request.response()
                .setChunked(true)
                .write(Buffer.buffer(
                        "{\"objects\":[" + feed.indicators(1, Feed.GREEN).get(0)));
        vertx.setPeriodic(50, timer -> {
            if (request.response().closed()) {
                vertx.cancelTimer(timer);
            } else {
                request.response().write("," + feed.indicators(1, Feed.GREEN).get(0));
                streaming.countDown();
            }
        });
    }

    private List<String> auditEvents() throws IOException {
        try (var files = Files.list(node.home.audit())) {
            return files.flatMap(file -> {
                        try {
                            return Files.readAllLines(file).stream();
                        } catch (IOException unreadable) {
                            throw new java.io.UncheckedIOException(unreadable);
                        }
                    })
                    .map(line -> line.replaceFirst(".*\"event\":\"([a-z-]+)\".*", "$1"))
                    .toList();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
