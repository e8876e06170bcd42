package io.tidings.taxii.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.taxii.server.testing.Client;
import io.tidings.taxii.server.testing.Client.Reply;
import io.tidings.taxii.server.testing.Dataset;
import io.tidings.taxii.server.testing.MemoryBackend;
import io.tidings.taxii.server.testing.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Clients that stall, take nothing, send too much or all come at once. */
class HardConditionsIT {
    private static final String OBJECTS = "/intel/feeds/collections/" + Dataset.WORKING_SET + "/objects/";
    private static final String HEAD = "Host: localhost\r\nAccept: " + Client.TAXII + "\r\nContent-Type: "
            + Client.TAXII + "\r\nAuthorization: Basic YW5hbHlzdDpleGFtcGxlLW9ubHk=\r\n";

    private static Socket connect(RunningServer server) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Up to the end of the head of an answer. */
    private static String readHead(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString();
    }

    private static RunningServer impatient(MemoryBackend backend) {
        return RunningServer.start(
                backend,
                options -> options.withBodies(new BodyBounds(
                                options.bodies().spoolDirectory(), 1 << 20, 8 << 20, Duration.ofMillis(300)))
                        .withReplies(new ReplyBounds(64 << 20, Duration.ofMillis(500))));
    }

    @Test
    void aBodyThatStallsIsTimedOutAndTheConnectionCloses() throws IOException {
        try (RunningServer server = impatient(Dataset.backend());
                Socket socket = connect(server)) {
            write(socket, "POST " + OBJECTS + " HTTP/1.1\r\n" + HEAD + "Content-Length: 500\r\n\r\n{\"obj");
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408").contains("request-timeout");
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOnOrWhyNot() throws IOException {
        String body = "{\"objects\":[" + Dataset.fresh(1) + "]}";
        try (RunningServer server = impatient(Dataset.backend())) {
            try (Socket socket = connect(server)) {
                write(
                        socket,
                        "POST " + OBJECTS + " HTTP/1.1\r\n" + HEAD + "Expect: 100-continue\r\nContent-Length: "
                                + body.length() + "\r\n\r\n");
                assertThat(readHead(socket)).startsWith("HTTP/1.1 100");
                write(socket, body);
                assertThat(readHead(socket)).startsWith("HTTP/1.1 202");
            }
            try (Socket socket = connect(server)) {
                write(
                        socket,
                        "POST " + OBJECTS + " HTTP/1.1\r\n" + HEAD
                                + "Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 413")
                        .containsIgnoringCase("connection: close");
            }
        }
    }

    @Test
    void afterARefusedBodyTheConnectionServesTheNextRequest() throws IOException {
        try (RunningServer server = impatient(Dataset.backend());
                Socket socket = connect(server)) {
            write(
                    socket,
                    "POST /intel/feeds/collections/none/objects/ HTTP/1.1\r\n" + HEAD + "Content-Length: 100000\r\n\r\n"
                            + "x".repeat(100_000));
            String head = readHead(socket);
            assertThat(head).startsWith("HTTP/1.1 404");
            int length = Integer.parseInt(head.replaceAll("(?is).*content-length: (\\d+).*", "$1"));
            socket.getInputStream().readNBytes(length);
            write(socket, "GET /taxii2/ HTTP/1.1\r\n" + HEAD + "\r\n");
            assertThat(readHead(socket)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aReaderThatTakesNothingIsDisconnectedAndItsBytesAreGivenBack() throws IOException {
        MemoryBackend backend = Dataset.backend();
        putBig(backend, 40);
        try (RunningServer server = RunningServer.start(
                        backend, options -> options.withReplies(new ReplyBounds(50 << 20, Duration.ofMillis(500))));
                Socket socket = connect(server)) {
            write(socket, "GET " + OBJECTS + "?match[type]=x-big HTTP/1.1\r\n" + HEAD + "\r\n");
            assertThat(readHead(socket)).startsWith("HTTP/1.1 200").containsIgnoringCase("content-length: ");
            // While it is held, a second one of its size does not fit.
            Reply second = server.client().get(OBJECTS + "?match[type]=x-big");
            assertThat(second.status()).isEqualTo(503);
            assertThat(second.header("Retry-After")).isPresent();
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> server.client()
                                    .send("GET", OBJECTS + "?match[type]=x-big")
                                    .status()
                            == 200);
        }
    }

    @Test
    void aReaderThatTakesTooLittleIsDisconnectedThoughItNeverStalls() throws Exception {
        MemoryBackend backend = Dataset.backend();
        putBig(backend, 40);
        ReplyBounds impatient = new ReplyBounds(50 << 20, Duration.ofSeconds(1), 16 << 20);
        try (RunningServer server = RunningServer.start(backend, options -> options.withReplies(impatient));
                Socket socket = connect(server)) {
            write(socket, "GET " + OBJECTS + "?match[type]=x-big HTTP/1.1\r\n" + HEAD + "\r\n");
            assertThat(readHead(socket)).startsWith("HTTP/1.1 200");
            assertThat(takenAtAQuarterMebibyteEachTenthOfASecond(socket)).isLessThan(40 << 20);
        }
    }

    /** How much came until the end; once it must have been cut off, what still lies in between is taken at any pace. */
    private static long takenAtAQuarterMebibyteEachTenthOfASecond(Socket socket) throws InterruptedException {
        var pace = new Semaphore(0);
        ScheduledExecutorService metronome = Executors.newSingleThreadScheduledExecutor();
        metronome.scheduleAtFixedRate(pace::release, 0, 100, TimeUnit.MILLISECONDS);
        long taken = 0;
        try {
            InputStream in = socket.getInputStream();
            int count = 256 << 10;
            for (int tenths = 0; count == 256 << 10; tenths++) {
                if (tenths < 40) {
                    pace.acquire();
                }
                count = in.readNBytes(256 << 10).length;
                taken += count;
            }
        } catch (IOException cutOff) {
            return taken;
        } finally {
            metronome.shutdownNow();
        }
        return taken;
    }

    @Test
    void readersThatHoldWhatTheyCanLeaveRoomForOthers() throws Exception {
        MemoryBackend backend = Dataset.backend();
        putBig(backend, 8);
        List<Socket> slow = new ArrayList<>();
        try (RunningServer server = RunningServer.start(
                backend, options -> options.withReplies(new ReplyBounds(64 << 20, Duration.ofSeconds(30))))) {
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Socket socket = connect(server);
                slow.add(socket);
                write(socket, "GET " + OBJECTS + "?match[type]=x-big HTTP/1.1\r\n" + HEAD + "\r\n");
                answers.add(readHead(socket).substring(9, 12));
            }
            assertThat(answers)
                    .as("half of what there is, and no more")
                    .containsExactly("200", "200", "200", "503", "503", "503");
            assertThat(server.client().as("other", "other-only").get(OBJECTS).status())
                    .isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** One MiB each. */
    private static void putBig(MemoryBackend backend, int count) {
        String ballast = "b".repeat(1 << 20);
        for (int i = 0; i < count; i++) {
            String id = String.format("x-big--00000000-0000-4000-8000-%012d", i);
            backend.put(
                    Dataset.WORKING_SET,
                    Instant.parse("2024-06-01T00:00:00Z").plusSeconds(i),
                    "{\"type\":\"x-big\",\"id\":\"" + id + "\",\"spec_version\":\"2.1\",\"x\":\"" + ballast + "\"}");
        }
    }

    @Test
    void aLargePageArrivesWholeAndHasItsLength() {
        MemoryBackend backend = Dataset.backend();
        putBig(backend, 20);
        try (RunningServer server = RunningServer.start(backend)) {
            Reply reply = server.client().get(OBJECTS + "?match[type]=x-big");
            assertThat(reply.header("Content-Length"))
                    .contains(String.valueOf(reply.http().body().length));
            assertThat(reply.ids()).hasSize(20);
        }
    }

    @Test
    void aCompressingListenerKeepsAnswersWhole() throws IOException {
        try (RunningServer server = RunningServer.start(
                Dataset.backend(), options -> options, RunningServer.listener().setCompressionSupported(true))) {
            Reply plain = server.client().get(OBJECTS);
            Reply zipped = server.client().with("Accept-Encoding", "gzip").get(OBJECTS);
            assertThat(zipped.header("Content-Encoding")).contains("gzip");
            assertThat(new GZIPInputStream(new java.io.ByteArrayInputStream(
                                    zipped.http().body()))
                            .readAllBytes())
                    .isEqualTo(plain.http().body());
        }
    }

    @Test
    void moreThanMayWaitAreToldToComeBack() throws Exception {
        MemoryBackend backend = Dataset.backend();
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        backend.beforeEachRead(() -> {
            inside.incrementAndGet();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        try (RunningServer server = RunningServer.start(
                backend, options -> options.withWorkers(new WorkerBounds("few", 2, 3, Duration.ofSeconds(7))))) {
            List<CompletableFuture<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                replies.add(CompletableFuture.supplyAsync(() -> server.client().get(OBJECTS)));
            }
            await().until(() -> inside.get() == 2);
            for (int i = 0; i < 6; i++) {
                replies.add(CompletableFuture.supplyAsync(() -> server.client().get(OBJECTS)));
            }
            await().until(() ->
                    replies.stream().filter(CompletableFuture::isDone).count() == 3);
            Reply refused = replies.stream()
                    .filter(CompletableFuture::isDone)
                    .findFirst()
                    .orElseThrow()
                    .get();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).contains("7");
            release.countDown();
            for (CompletableFuture<Reply> reply : replies) {
                assertThat(reply.get().status()).isIn(200, 503);
            }
        }
    }

    @Test
    void stoppingWaitsForWhatRunsAndRefusesTheRest() throws Exception {
        MemoryBackend backend = Dataset.backend();
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        backend.beforeEachRead(() -> {
            inside.incrementAndGet();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        try (RunningServer server = RunningServer.start(backend)) {
            CompletableFuture<Reply> running =
                    CompletableFuture.supplyAsync(() -> server.client().get(OBJECTS));
            await().until(() -> inside.get() == 1);
            var closed = server.taxii().close();
            assertThat(server.client().get("/taxii2/").status()).isEqualTo(503);
            assertThat(closed.isComplete()).isFalse();
            release.countDown();
            assertThat(running.get().status()).isEqualTo(200);
            await().until(closed::succeeded);
        }
    }

    @Test
    void aThousandTinyChunksAreOneBody() throws IOException {
        String body = "{\"objects\":[" + Dataset.fresh(1) + "]}";
        try (RunningServer server = impatient(Dataset.backend());
                Socket socket = connect(server)) {
            StringBuilder request = new StringBuilder(
                    "POST " + OBJECTS + " HTTP/1.1\r\n" + HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            body.chars().forEach(c -> request.append("1\r\n").append((char) c).append("\r\n"));
            write(socket, request + "0\r\n\r\n");
            assertThat(readHead(socket)).startsWith("HTTP/1.1 202");
        }
    }
}
