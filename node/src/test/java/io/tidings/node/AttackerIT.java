package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A peer with a valid certificate and an agreement to read one collection up to TLP:GREEN, who tries everything else. Each
 * attempt is made on something that is there and on something that is not: the answers are the same, nothing changes, and
 * the audit log names who tried (I-5, I-10).
 */
class AttackerIT {
    private static final String V1 = "2026-01-01T00:00:00.000Z";
    private static final String ROOT = "/shared/";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(11);
    private final String green = feed.id();
    private final String red = feed.id();
    private final String hidden = feed.id();
    private TestNode node;
    private TestNode mallory;
    private UUID secret;
    private TaxiiCaller insider;
    private String companions;
    private String status;
    private String cursor;
    private Optional<RawConnection> open = Optional.empty();

    /** What is asked for where something is, and the like where nothing is. */
    private record Attempt(String real, String unreal, String more) {
        static Attempt get(String real, String unreal) {
            return new Attempt("GET " + ROOT + real, "GET " + ROOT + unreal, "");
        }
    }

    @BeforeEach
    void start() throws Exception {
        node = TestNode.create(vertx, directory.resolve("node"), "Bank A").start();
        mallory = TestNode.create(vertx, directory.resolve("mallory"), "Mallory"); // its key; it never starts
        node.addCollection("open");
        secret = node.addCollection("secret");
        node.agreeWith(mallory, "mallory").mayRead("open", Tlp.GREEN).write();
        node.addClient("insider", "a password", "open", "secret");
        insider = new TaxiiCaller(node.clientRoot(), "insider", "a password");
        publish("open", Feed.indicator(green, V1, Feed.GREEN), Feed.indicator(red, V1, Feed.RED));
        publish("secret", Feed.indicator(hidden, V1, Feed.GREEN), Feed.indicator(feed.id(), V1, Feed.GREEN));
        companions = insider.get("collections/secret/")
                .json()
                .path("x_tidings_provenance")
                .asText();
        status = insider.post(
                        "collections/secret/objects/",
                        Feed.envelope(List.of(Feed.indicator(feed.id(), V1, Feed.GREEN))))
                .json()
                .path("id")
                .asText();
        cursor = insider.get("collections/secret/objects/?limit=1")
                .json()
                .path("next")
                .asText();
    }

    @AfterEach
    void stop() throws IOException {
        if (open.isPresent()) {
            open.get().close();
        }
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void publish(String collection, String... objects) throws Exception {
        node.operations().publish(collection, Feed.content(List.of(objects)), "test", p -> {});
    }

    private Map<String, Attempt> attempts() {
        String noId = UUID.randomUUID().toString();
        String noObject = feed.id();
        String in = "collections/" + secret + "/";
        String nowhere = "collections/" + noId + "/";
        Map<String, Attempt> all = new LinkedHashMap<>();
        for (String path : List.of("", "objects/", "manifest/", "objects/" + hidden + "/versions/")) {
            all.put("another collection: " + path, Attempt.get(in + path, nowhere + path));
        }
        all.put(
                "an object of another collection",
                Attempt.get(in + "objects/" + hidden + "/", in + "objects/" + noObject + "/"));
        all.put("by alias", Attempt.get("collections/secret/objects/", "collections/nothing/objects/"));
        all.put("by alias in capitals", Attempt.get("collections/SECRET/objects/", "collections/NOTHING/objects/"));
        all.put("by alias, escaped", Attempt.get("collections/%73ecret/objects/", "collections/%6eothing/objects/"));
        all.put("by alias and NUL", Attempt.get("collections/secret%00/objects/", "collections/nothing%00/objects/"));
        all.put(
                "through the open one",
                Attempt.get("collections/open/../secret/objects/", "collections/open/../nothing/objects/"));
        all.put(
                "through it, escaped",
                Attempt.get("collections/open%2F..%2Fsecret/objects/", "collections/open%2F..%2Fnothing/objects/"));
        all.put(
                "with a path parameter",
                Attempt.get("collections/secret;a=b/objects/", "collections/nothing;a=b/objects/"));
        all.put("doubled slashes", Attempt.get("collections//secret/objects/", "collections//nothing/objects/"));
        all.put("the claims", Attempt.get("collections/~claims/objects/", "collections/~nothing/objects/"));
        all.put(
                "the companions of another collection",
                Attempt.get("collections/" + companions + "/objects/", nowhere + "objects/"));
        all.put("their manifest", Attempt.get("collections/" + companions + "/manifest/", nowhere + "manifest/"));
        all.put(
                "an object above the ceiling",
                Attempt.get("collections/open/objects/" + red + "/", "collections/open/objects/" + noObject + "/"));
        all.put(
                "its versions",
                Attempt.get(
                        "collections/open/objects/" + red + "/versions/",
                        "collections/open/objects/" + noObject + "/versions/"));
        all.put(
                "by filter",
                Attempt.get(
                        "collections/open/objects/?match%5Bid%5D=" + red,
                        "collections/open/objects/?match%5Bid%5D=" + noObject));
        all.put(
                "by filter in the manifest",
                Attempt.get(
                        "collections/open/manifest/?match%5Bid%5D=" + red,
                        "collections/open/manifest/?match%5Bid%5D=" + noObject));
        all.put(
                "an object of another collection in the open one",
                Attempt.get("collections/open/objects/" + hidden + "/", "collections/open/objects/" + noObject + "/"));
        all.put(
                "the cursor of another",
                Attempt.get(
                        "collections/open/objects/?next=" + cursor,
                        "collections/open/objects/?next=" + forged(cursor)));
        all.put("the status of another", Attempt.get("status/" + status + "/", "status/" + noId + "/"));
        all.put(
                "deleting what is not to be deleted",
                new Attempt(
                        "DELETE " + ROOT + "collections/open/objects/" + green + "/",
                        "DELETE " + ROOT + "collections/open/objects/" + noObject + "/",
                        ""));
        all.put(
                "deleting in another collection",
                new Attempt(
                        "DELETE " + ROOT + in + "objects/" + hidden + "/",
                        "DELETE " + ROOT + nowhere + "objects/" + hidden + "/",
                        ""));
        all.put("adding to another collection", post(in, nowhere));
        all.put("another method", new Attempt("PUT " + ROOT + in, "PUT " + ROOT + nowhere, "Content-Length: 0\r\n"));
        for (String path : List.of("operator/status", "v1/status", "api/publish", "metrics", "health", "ready")) {
            all.put("the operator's /" + path, new Attempt("GET /" + path, "GET /" + noId, ""));
        }
        Map<String, String> forgeries = new LinkedHashMap<>();
        forgeries.put("an insider's password", "Authorization: Basic " + base64("insider:a password") + "\r\n");
        forgeries.put("an address within", "X-Forwarded-For: 127.0.0.1\r\nForwarded: for=127.0.0.1\r\n");
        forgeries.put(
                "a certificate in a header",
                "X-Client-Cert: insider\r\nX-SSL-Client-S-DN: CN=Bank A\r\nX-SSL-Client-Verify: SUCCESS\r\n");
        forgeries.put(
                "another path in a header",
                "X-Original-URL: " + ROOT + in + "objects/\r\nX-Rewrite-URL: " + ROOT + in + "\r\n");
        forgeries.put("another method in a header", "X-HTTP-Method-Override: DELETE\r\n");
        forgeries.put("a range", "Range: bytes=0-10\r\n");
        forgeries.put("a cookie", "Cookie: session=insider; principal=operator\r\n");
        forgeries.forEach((name, header) -> all.put(
                name, new Attempt("GET " + ROOT + in + "objects/", "GET " + ROOT + nowhere + "objects/", header)));
        return all;
    }

    private Attempt post(String in, String nowhere) {
        return new Attempt(
                "POST " + ROOT + in + "objects/",
                "POST " + ROOT + nowhere + "objects/",
                "Content-Type: " + TaxiiCaller.MEDIA_TYPE + "\r\nContent-Length: 100000000\r\n");
    }

    private static String forged(String cursor) {
        return "A".repeat(Math.max(1, cursor.length() - 4)) + "BCDE";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whateverIsTriedIsRefusedAlikeWhetherItIsThereOrNotAndIsRecorded() throws Exception {
        HeldLog shared = HeldLog.of(insider, "open");
        HeldLog closed = HeldLog.of(insider, "secret");
        assertThat(ask("GET " + ROOT + "collections/open/objects/", ""))
                .startsWith("200")
                .contains(green);

        for (Map.Entry<String, Attempt> each : attempts().entrySet()) {
            Attempt attempt = each.getValue();
            String real = ask(attempt.real(), attempt.more());
            String unreal = ask(attempt.unreal(), attempt.more());
            assertThat(real).as(each.getKey()).isEqualTo(unreal).doesNotContain(hidden, red, secret.toString());
            assertThat(real).as(each.getKey()).matches(answer -> answer.startsWith("4") || answer.startsWith("200 {}"));
        }

        assertThat(HeldLog.of(insider, "open")).isEqualTo(shared);
        assertThat(HeldLog.of(insider, "secret")).isEqualTo(closed);
        assertThat(node.operations().trace(hidden).versions().get(0).departures())
                .noneMatch(departure -> departure.to().equals("peer:mallory"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refused())
                        .anySatisfy(record -> assertThat(record.toString()).contains("beyond-grant", "peer:mallory")));
    }

    @Test
    void whenSomethingWasAddedCannotBeFoundOut() throws Exception {
        String stamp = insider.get("collections/open/manifest/?match%5Bid%5D=" + red)
                .json()
                .path("objects")
                .get(0)
                .path("date_added")
                .asText();
        String before = stamp.replaceFirst("\\d{6}Z$", "000000Z");
        String path = "GET " + ROOT + "collections/open/objects/?added_after=";
        String green = "GET " + ROOT + "collections/open/objects/?limit=1&added_after=" + before;
        assertThat(ask(path + stamp, "")).isEqualTo(ask(path + "2999-01-01T00:00:00.000000Z", ""));
        String page = ask(green, "");
        publish("open", Feed.indicator(feed.id(), V1, Feed.RED));
        assertThat(ask(green, ""))
                .as("that there is more, which may not be seen")
                .isEqualTo(page);
    }

    @Test
    void oneRequestHiddenInAnotherGetsNoAnswerOfItsOwn() throws Exception {
        String inner = "GET " + ROOT + "collections/" + secret + "/objects/ HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Basic " + base64("insider:a password") + "\r\nAccept: " + TaxiiCaller.MEDIA_TYPE
                + "\r\n\r\n";
        Map<String, String> frames = new LinkedHashMap<>();
        frames.put("both lengths", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner);
        frames.put("two lengths", "Content-Length: 0\r\nContent-Length: " + inner.length() + "\r\n\r\n" + inner);
        frames.put("a body of a request without", "Content-Length: " + inner.length() + "\r\n\r\n" + inner);
        frames.put("a length with a sign", "Content-Length: +0\r\n\r\n" + inner);
        frames.put("an obscure encoding", "Transfer-Encoding: xchunked\r\n\r\n" + inner);
        frames.put("behind a good one", "\r\n" + inner);
        for (Map.Entry<String, String> each : frames.entrySet()) {
            try (RawConnection connection = connect()) {
                connection.patient(Duration.ofSeconds(2));
                connection.send("GET " + ROOT + "collections/open/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Accept: " + TaxiiCaller.MEDIA_TYPE + "\r\n" + each.getValue());
                String all = new String(connection.rest(), StandardCharsets.UTF_8);
                assertThat(all)
                        .as(each.getKey())
                        .doesNotContain(hidden, "200 OK\r\n\r\n200")
                        .doesNotContain(secret.toString());
            }
        }
    }

    @Test
    void theDoorbellDoesNotRingForWhatMayNotBeSeen() throws Exception {
        try (RawConnection connection = connect()) {
            connection.patient(Duration.ofSeconds(20));
            connection.send("GET /doorbell/ HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
            heardUntil(": tidings\n", connection);
            publish("secret", Feed.indicator(feed.id(), V1, Feed.GREEN));
            publish("open", Feed.indicator(feed.id(), V1, Feed.RED));
            publish("open", Feed.indicator(feed.id(), V1, Feed.GREEN));
            String heard = heardUntil("data:", connection) + heardUntil("\n", connection);
            assertThat(heard).doesNotContain(secret.toString());
        }
    }

    private static String heardUntil(String text, RawConnection connection) throws IOException {
        var heard = new StringBuilder();
        while (heard.indexOf(text) < 0) {
            int next = connection.read();
            assertThat(next).as("after " + heard).isNotNegative();
            heard.append((char) next);
        }
        return heard.toString();
    }

    @Test
    void anAgreementIsForItsOwnKeyWhoeverCallsHimselfWhat() throws Exception {
        TestNode namesake = TestNode.create(vertx, directory.resolve("namesake"), "Mallory");
        try (RawConnection connection =
                RawConnection.open(node.peerRoot(), Optional.of(namesake.identity.keyManager()), "http/1.1")) {
            connection.send("GET " + ROOT + "collections/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(connection.reply().status()).isZero();
        } catch (IOException refusedAtOnce) {
            assertThat(refusedAtOnce).isNotNull();
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refused())
                        .anySatisfy(record -> assertThat(record.toString()).contains("unknown-certificate")));
    }

    private RawConnection connect() throws Exception {
        return RawConnection.open(node.peerRoot(), Optional.of(mallory.identity.keyManager()), "http/1.1");
    }

    /** Status and body, without the number that leads to a line in the log. */
    private String ask(String line, String more) throws Exception {
        RawConnection connection = open.isPresent() ? open.get() : connect();
        connection.send(
                line + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + TaxiiCaller.MEDIA_TYPE + "\r\n" + more + "\r\n");
        RawConnection.Reply reply = connection.reply();
        open = Optional.of(connection);
        if (!line.startsWith("GET ")) { // it may have been closed, with what was announced and not sent
            connection.close();
            open = Optional.empty();
        }
        return reply.status() + " " + reply.body().replaceAll("\"error_id\":\"[^\"]*\"", "");
    }

    private List<JsonNode> refused() throws IOException {
        List<JsonNode> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(node.home.audit())) {
            for (Path file : files.sorted().toList()) {
                for (String record : Files.readAllLines(file)) {
                    JsonNode each = JSON.readTree(record);
                    if (each.path("kind").asText().equals("refused")) {
                        records.add(each);
                    }
                }
            }
        }
        return records;
    }
}
