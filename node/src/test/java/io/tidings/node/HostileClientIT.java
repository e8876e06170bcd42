package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that lie, flood and break off, over real TLS, while an honest one writes and reads: the hostile get an error or
 * are cut off, nothing half-done stays, and the honest one notices nothing (I-8, I-10).
 */
class HostileClientIT {
    private static final String OBJECTS = "/shared/collections/inbox/objects/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long BETWEEN_WRITES = TimeUnit.MILLISECONDS.toNanos(10);

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(3);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicReference<Throwable> disturbed = new AtomicReference<>();
    private final List<String> honest = new ArrayList<>();
    private TestNode node;
    private TaxiiCaller caller;
    private Thread honestClient;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.create(vertx, directory.resolve("node"), "Bank A");
        String text = Files.readString(node.home.configuration());
        Files.writeString(node.home.configuration(), text.replace("stall-timeout: 30s", "stall-timeout: 3s"));
        node.start();
        node.addCollection("inbox");
        node.addCollection("quiet");
        node.addClient("tip", "a password", "inbox", "quiet");
        caller = new TaxiiCaller(node.clientRoot(), "tip", "a password");
        honestClient = new Thread(this::writeAndReadUntilOver);
        honestClient.start();
    }

    @AfterEach
    void theHonestClientNoticedNothing() throws Exception {
        over.set(true);
        honestClient.join();
        assertThat(disturbed.get()).isNull();
        assertThat(HeldLog.of(caller, "quiet").ids()).containsExactlyElementsOf(honest);
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void writeAndReadUntilOver() {
        try {
            TaxiiCaller own = new TaxiiCaller(node.clientRoot(), "tip", "a password");
            Feed others = new Feed(4);
            do {
                String id = others.id();
                String one = Feed.envelope(List.of(MixedLoad.object(id)));
                assertThat(own.post("collections/quiet/objects/", one).status()).isEqualTo(202);
                honest.add(id);
                assertThat(own.get("collections/quiet/objects/" + id + "/").text())
                        .contains(id);
                LockSupport.parkNanos(BETWEEN_WRITES);
            } while (!over.get());
        } catch (Throwable failed) {
            disturbed.compareAndSet(null, failed);
        }
    }

    private static String post(String more) {
        return RawConnection.head("POST", OBJECTS, "tip", "a password") + more + "\r\n";
    }

    private static String get(String pathAndQuery) {
        return RawConnection.head("GET", pathAndQuery, "tip", "a password") + "\r\n";
    }

    private RawConnection.Reply exchange(byte[]... pieces) throws Exception {
        try (RawConnection connection = RawConnection.open(node.clientRoot())) {
            try {
                for (byte[] piece : pieces) {
                    connection.send(piece);
                }
            } catch (IOException cutOff) {
                assertThat(cutOff).isNotNull(); // it may have answered, and closed, before all was sent
            }
            return connection.reply();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private List<String> held() throws Exception {
        return HeldLog.of(caller, "inbox").ids();
    }

    @Test
    void contentThatBreaksTheRulesIsRefusedAsAWholeOrByObject() throws Exception {
        Map<String, byte[]> whole = new LinkedHashMap<>();
        whole.put("100,000 levels", ascii("{\"objects\":[" + "[".repeat(100_000)));
        whole.put("100,000 levels of objects", ascii("{\"objects\":[" + "{\"a\":".repeat(100_000)));
        whole.put("UTF-16", good().getBytes(StandardCharsets.UTF_16));
        whole.put("UTF-32", good().getBytes(Charset.forName("UTF-32")));
        whole.put("no JSON", ascii("<html></html>"));
        whole.put("broken off", ascii(good().substring(0, 200)));
        whole.put("NUL bytes", new byte[10_000]);
        whole.put("after the end", ascii(good() + "{}"));
        for (Map.Entry<String, byte[]> each : whole.entrySet()) {
            TaxiiAnswer answer = answer(each.getValue());
            assertThat(answer.status).as(each.getKey() + ": " + answer.body).isBetween(400, 499);
            assertThat(answer.body.path("http_status").asText())
                    .as(each.getKey())
                    .isEqualTo(Integer.toString(answer.status));
            assertThat(answer.body.path("title").asText()).isNotBlank();
        }
        assertThat(held()).isEmpty();
    }

    @Test
    void anObjectThatBreaksTheRulesCostsNothingButItself() throws Exception {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("invalid UTF-8", member(0xff));
        members.put("overlong", member(0xc0, 0xaf));
        members.put("a surrogate in UTF-8", member(0xed, 0xa0, 0x80));
        members.put("beyond Unicode", member(0xf7, 0xbf, 0xbf, 0xbf));
        members.put("a key twice", ascii("\"x\":1,\"x\":2,"));
        members.put("NaN", ascii("\"x\":NaN,"));
        members.put("Infinity", ascii("\"x\":-Infinity,"));
        members.put("a number of 10,000 digits", ascii("\"x\":" + "9".repeat(10_000) + ","));
        members.put("a key of 10,000 letters", ascii("\"" + "k".repeat(10_000) + "\":1,"));
        members.put("100 levels", ascii("\"x\":" + "[".repeat(100) + "]".repeat(100) + ","));
        for (Map.Entry<String, byte[]> each : members.entrySet()) {
            String good = feed.id();
            String bad = feed.id();
            TaxiiAnswer answer = answer(envelope(good, bad, each.getValue()));
            // Broken as text: the whole is refused. Broken as an object: it alone is.
            if (answer.status == 202) {
                assertThat(answer.body.path("success_count").asInt())
                        .as(each.getKey())
                        .isEqualTo(1);
                assertThat(answer.body.path("failure_count").asInt())
                        .as(each.getKey())
                        .isEqualTo(1);
                assertThat(answer.body.at("/failures/0/message").asText()).isNotBlank();
                assertThat(held()).as(each.getKey()).contains(good).doesNotContain(bad);
            } else {
                assertThat(answer.status).as(each.getKey() + ": " + answer.body).isBetween(400, 499);
                assertThat(held()).as(each.getKey()).doesNotContain(good, bad);
            }
        }
    }

    private record TaxiiAnswer(int status, JsonNode body) {}

    private TaxiiAnswer answer(byte[] content) throws Exception {
        RawConnection.Reply reply = exchange(ascii(post("Content-Length: " + content.length + "\r\n")), content);
        return new TaxiiAnswer(reply.status(), JSON.readTree(reply.body()));
    }

    private String good() {
        return Feed.envelope(List.of(MixedLoad.object(feed.id())));
    }

    private static byte[] member(int... bytes) {
        var member = new ByteArrayOutputStream();
        member.writeBytes(ascii("\"x\":\""));
        for (int each : bytes) {
            member.write(each);
        }
        member.writeBytes(ascii("\","));
        return member.toByteArray();
    }

    private static byte[] envelope(String good, String bad, byte[] member) {
        String text = Feed.envelope(List.of(
                MixedLoad.object(good),
                Feed.indicator(bad, "2026-01-01T00:00:00.000Z", Feed.GREEN, Feed.LIGHTHOUSE, "@")));
        int at = text.indexOf('@');
        var all = new ByteArrayOutputStream();
        all.writeBytes(ascii(text.substring(0, at)));
        all.writeBytes(member);
        all.writeBytes(ascii(text.substring(at + 1)));
        return all.toByteArray();
    }

    @Test
    void liesAboutTheLengthEndInAnErrorAndNothingIsStored() throws Exception {
        String content = good();
        Map<String, String> lies = new LinkedHashMap<>();
        lies.put("shorter than sent", post("Content-Length: 50\r\n") + content);
        lies.put("a gigabyte", post("Content-Length: 1073741824\r\n") + content);
        lies.put("negative", post("Content-Length: -1\r\n") + content);
        lies.put("no number", post("Content-Length: many\r\n") + content);
        lies.put("too large for any number", post("Content-Length: " + "9".repeat(40) + "\r\n") + content);
        lies.put("two lengths", post("Content-Length: 5\r\nContent-Length: 50\r\n") + content);
        lies.put("a chunk of any size", post("Transfer-Encoding: chunked\r\n") + "FFFFFFFFFFFFFFFF\r\n" + content);
        lies.put("a chunk without a size", post("Transfer-Encoding: chunked\r\n") + "xyz\r\n" + content);
        lies.put(
                "a chunk that is longer", post("Transfer-Encoding: chunked\r\n") + "5\r\n" + content + "\r\n0\r\n\r\n");
        lies.put(
                "gzip that is none",
                post("Content-Encoding: gzip\r\nContent-Length: " + content.length() + "\r\n") + content);
        try (LogCapture log = new LogCapture()) {
            for (Map.Entry<String, String> each : lies.entrySet()) {
                RawConnection.Reply reply = exchange(ascii(each.getValue()));
                assertThat(reply.status()).as(each.getKey()).isIn(0, 400, 411, 413, 415, 422);
            }
            assertThat(log.complaints()).as("what any client can bring about").isEmpty();
        }
        assertThat(held()).isEmpty();
    }

    @Test
    void aConnectionThatBreaksOffInItsBodyLeavesNothingBehind() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (RawConnection connection = RawConnection.open(node.clientRoot())) {
                // Longer than what is kept in memory, so that there is a file to forget.
                connection.send(post("Content-Length: 20000000\r\n") + "{\"objects\":[" + MixedLoad.object(feed.id()));
                connection.send(" ".repeat(9 << 20));
            }
        }
        assertThat(held()).isEmpty();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            try (Stream<Path> left = Files.list(node.home.run())) {
                assertThat(left.filter(file -> !file.getFileName().toString().equals("operator.json")))
                        .isEmpty();
            }
        });
    }

    @Test
    void requestsThatProxiesReadOtherwiseAreAnsweredOnce() throws Exception {
        String second = get("/taxii2/");
        Map<String, String> shapes = new LinkedHashMap<>();
        String both = "Transfer-Encoding: chunked\r\nContent-Length: " + (second.length() + 5) + "\r\n";
        shapes.put("chunked and a length", post(both) + "0\r\n\r\n" + second);
        shapes.put("unknown coding", post("Transfer-Encoding: xchunked\r\nContent-Length: 4\r\n") + "0\r\n\r" + second);
        shapes.put("blank before the colon", post("Content-Length : 5\r\n") + "{}   " + second);
        shapes.put("NUL in a header", get("/taxii2/").replace("\r\n\r\n", "\r\nX-A: \0b\r\n\r\n"));
        for (Map.Entry<String, String> each : shapes.entrySet()) {
            try (RawConnection connection = RawConnection.open(node.clientRoot())) {
                connection.send(each.getValue());
                int first = connection.reply().status();
                assertThat(first)
                        .as(each.getKey())
                        .satisfiesAnyOf(
                                status -> assertThat(status).isZero(),
                                status -> assertThat(status).isBetween(400, 499));
            }
        }
        // A folded line goes on with the header before it (RFC 9112 §5.2), and is no length.
        String folded = get("/taxii2/").replace("\r\n\r\n", "\r\nX-A: b\r\n Content-Length: 9\r\n\r\n");
        assertThat(exchange(ascii(folded)).status()).isIn(0, 200, 400);
    }

    @Test
    void whatIsTooLongIsRefusedBeforeItIsRead() throws Exception {
        StringBuilder headers = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            headers.append("X-").append(i).append(": ").append(i).append("\r\n");
        }
        String manyHeaders = get("/taxii2/").replace("\r\n\r\n", "\r\n" + headers + "\r\n");
        assertThat(exchange(ascii(manyHeaders)).status()).isIn(0, 400, 431);
        assertThat(exchange(ascii(get("/taxii2/?" + "x".repeat(1 << 20)))).status())
                .isIn(0, 400, 414);
        StringBuilder types = new StringBuilder(OBJECTS + "?match%5Btype%5D=indicator");
        for (int i = 0; i < 5_000; i++) {
            types.append(",t").append(i);
        }
        assertThat(exchange(ascii(get(types.toString()))).status()).isIn(200, 400, 414);
        assertThat(exchange(ascii(get(OBJECTS + "?limit=" + "9".repeat(500)))).status())
                .isIn(200, 400);
        assertThat(exchange(ascii(get(OBJECTS + "?next=" + "A".repeat(30_000)))).status())
                .isEqualTo(400);
    }

    @Test
    void manyIdleConnectionsAreInNobodysWay() throws Exception {
        List<RawConnection> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                RawConnection one = RawConnection.open(node.clientRoot());
                one.send("GET /taxii2/ HT");
                idle.add(one);
            }
            int before = honest.size();
            await().until(() -> honest.size() > before + 3);
        } finally {
            for (RawConnection each : idle) {
                each.close();
            }
        }
    }

    @Test
    void abuseOfHttp2EndsTheConnection() throws Exception {
        assertThat(isEndedAfter(http2 -> {
                    for (int stream = 1; stream < 4_001; stream += 2) {
                        http2.frame(Http2.HEADERS, Http2.END_STREAM | Http2.END_HEADERS, stream, Http2.REQUEST);
                        http2.frame(Http2.RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
                    }
                }))
                .as("streams opened and given up")
                .isTrue();
        assertThat(isEndedAfter(http2 -> {
                    http2.frame(Http2.HEADERS, 0, 1, Http2.REQUEST);
                    for (int i = 0; i < 10_000; i++) {
                        http2.frame(Http2.CONTINUATION, 0, 1, new byte[0]);
                    }
                }))
                .as("a header that never ends")
                .isTrue();
        assertThat(isEndedAfter(http2 -> {
                    http2.frame(Http2.HEADERS, 0, 1, Http2.REQUEST);
                    for (int i = 0; i < 200; i++) {
                        http2.frame(Http2.CONTINUATION, 0, 1, Http2.header("x-" + i, "v".repeat(1_000)));
                    }
                }))
                .as("200 kB of headers")
                .isTrue();
    }

    @Test
    void whoWantsAnswersWithoutEndAndReadsNoneIsCutOff() throws Exception {
        for (int type : new int[] {Http2.PING, Http2.SETTINGS}) {
            try (RawConnection connection = RawConnection.open(node.clientRoot(), Optional.empty(), "h2")) {
                Http2 http2 = Http2.begin(connection);
                byte[] payload = new byte[type == Http2.PING ? 8 : 0];
                // 108 MB at least: the system may take some 40 of them in before the node has looked at any.
                assertThatThrownBy(() -> http2.flood(type, payload, 12_000))
                        .as("12,000,000 frames of type %d", type)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aBodyThatStallsOrTricklesIsRefusedAndNothingIsStored() throws Exception {
        String begun = post("Content-Length: 1000000\r\n") + "{\"objects\":[" + MixedLoad.object(feed.id());
        try (RawConnection silent = RawConnection.open(node.clientRoot());
                RawConnection trickling = RawConnection.open(node.clientRoot())) {
            silent.send(begun);
            trickling.send(begun);
            var answered = new CountDownLatch(1);
            Thread drops = new Thread(() -> {
                try {
                    while (!answered.await(100, TimeUnit.MILLISECONDS)) {
                        trickling.send(" ");
                    }
                } catch (IOException | InterruptedException cutOff) {
                    answered.countDown();
                }
            });
            drops.start();
            assertThat(silent.reply().status()).isEqualTo(408);
            assertThat(silent.rest()).as("after the answer the connection ends").isEmpty();
            assertThat(trickling.reply().status()).isEqualTo(408);
            answered.countDown();
            drops.join();
        }
        assertThat(held()).isEmpty();
    }

    private interface Abuse {
        void of(Http2 connection) throws IOException;
    }

    private boolean isEndedAfter(Abuse abuse) throws Exception {
        try (RawConnection connection = RawConnection.open(node.clientRoot(), Optional.empty(), "h2")) {
            Http2 http2 = Http2.begin(connection);
            try {
                abuse.of(http2);
            } catch (IOException cutOff) {
                return true;
            }
            long before = System.nanoTime();
            connection.rest();
            return System.nanoTime() - before < Duration.ofSeconds(15).toNanos();
        }
    }
}
