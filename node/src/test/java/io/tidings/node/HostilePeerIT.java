package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.operations.FollowReport;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A peer that we trust with a connection and that lies all the same: each follow ends with a reason that names it, the node
 * goes on serving, and the peer is followed again as soon as it behaves (I-8, I-10).
 */
class HostilePeerIT {
    private static final String FIRST = "2026-03-01T00:00:00.000000Z";
    private static final String LAST = "2026-03-01T00:00:01.000000Z";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(5);
    private final AtomicInteger pages = new AtomicInteger();
    private final AtomicReference<Handler<HttpServerRequest>> behaviour = new AtomicReference<>();
    private TestNode node;
    private TestNode peer;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        peer = TestNode.create(vertx, directory.resolve("peer"), "Bank B"); // its key and port; it never starts
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(KeyCertOptions.wrap(peer.identity.keyManager())))
                .requestHandler(this::answer)
                .listen(peer.peerRoot().getPort(), "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        behaviour.set(request -> page(request, "{}"));
        node = TestNode.create(vertx, directory.resolve("node"), "Bank A").start();
        node.addCollection("from-b");
        node.addClient("tip", "a password", "from-b");
        node.agreeWith(peer, "bank-b")
                .mayRead("from-b", Tlp.RED)
                .follow("feed", "from-b", Duration.ofHours(1))
                .write();
    }

    @AfterEach
    void stop() {
        node.close();
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        if (request.path().endsWith("/objects/")) {
            pages.incrementAndGet();
            behaviour.get().handle(request);
        } else if (request.path().endsWith("/manifest/")) {
            page(request, "{}");
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    private static void page(HttpServerRequest request, String body) {
        request.response()
                .putHeader("Content-Type", TaxiiCaller.MEDIA_TYPE)
                .putHeader("X-TAXII-Date-Added-First", FIRST)
                .putHeader("X-TAXII-Date-Added-Last", LAST)
                .end(body);
    }

    private String objects(String more) {
        return "{" + more + "\"objects\":[" + MixedLoad.object(feed.id()) + "]}";
    }

    private FollowReport followed(Handler<HttpServerRequest> how) {
        behaviour.set(how);
        List<FollowReport> reports = node.operations().follow(Optional.of("bank-b"), progress -> {});
        assertThat(reports).hasSize(1);
        return reports.get(0);
    }

    @Test
    void whateverThePeerDoesTheFollowEndsWithAReasonAndTheNodeGoesOn() throws Exception {
        TaxiiCaller honest = new TaxiiCaller(node.clientRoot(), "tip", "a password");
        Map<String, Handler<HttpServerRequest>> lies = new LinkedHashMap<>();
        lies.put(
                "another content type",
                request -> request.response()
                        .putHeader("Content-Type", "text/html")
                        .end("<html>Log in</html>"));
        lies.put(
                "a redirect",
                request -> request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "https://localhost:1/elsewhere/")
                        .end());
        lies.put("no JSON", request -> page(request, "nothing of the kind"));
        lies.put("100,000 levels", request -> page(request, "{\"objects\":" + "[".repeat(100_000)));
        lies.put("more without next", request -> page(request, objects("\"more\":true,")));
        lies.put("the same next for ever", request -> page(request, objects("\"more\":true,\"next\":\"a\",")));
        lies.put("empty pages for ever", request -> page(request, "{\"more\":true,\"next\":\"" + pages.get() + "\"}"));
        lies.put("a next that is an object", request -> page(request, objects("\"more\":true,\"next\":{},")));
        lies.put(
                "a gigabyte announced",
                request -> request.response()
                        .putHeader("Content-Type", TaxiiCaller.MEDIA_TYPE)
                        .putHeader("Content-Length", Long.toString(1L << 30))
                        .write("{\"objects\":["));
        lies.put("a page that breaks off", request -> {
            request.response()
                    .putHeader("Content-Type", TaxiiCaller.MEDIA_TYPE)
                    .setChunked(true)
                    .write("{\"objects\":[" + MixedLoad.object(feed.id()));
            request.response().reset();
        });
        lies.put(
                "gzip that is none",
                request -> request.response()
                        .putHeader("Content-Type", TaxiiCaller.MEDIA_TYPE)
                        .putHeader("Content-Encoding", "gzip")
                        .end("not compressed at all"));
        lies.put(
                "32 MiB of blanks in 32 KiB",
                request -> request.response()
                        .putHeader("Content-Type", TaxiiCaller.MEDIA_TYPE)
                        .putHeader("Content-Encoding", "gzip")
                        .end(bomb()));

        Map<String, String> reasons = new LinkedHashMap<>();
        for (Map.Entry<String, Handler<HttpServerRequest>> each : lies.entrySet()) {
            FollowReport report = followed(each.getValue());
            reasons.put(each.getKey(), report.error().orElse("none"));
            assertThat(honest.get("collections/from-b/objects/").status()).isEqualTo(200);
        }

        assertThat(reasons)
                .as("%s", reasons)
                .allSatisfy((lie, reason) -> assertThat(reason)
                        .as(lie)
                        .isNotEqualTo("none")
                        .hasSizeLessThan(1_000)
                        .doesNotContain("NullPointer", "ClassCast"));
        assertThat(node.operations().status().peers().get(0).error())
                .contains(reasons.get("32 MiB of blanks in 32 KiB"));

        String id = feed.id();
        FollowReport mended = followed(request -> page(request, Feed.envelope(List.of(MixedLoad.object(id)))));
        assertThat(mended.error()).isEmpty();
        assertThat(HeldLog.of(honest, "from-b").ids()).contains(id).doesNotHaveDuplicates();
    }

    private static Buffer bomb() {
        var bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 32; i++) {
                gzip.write(blanks);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
