package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.operations.FollowReport;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A peer that we trust with a connection and that lies all the same: each follow ends with a reason that names it, the node
 * goes on serving, and the peer is followed again as soon as it behaves (I-8, I-10).
 */
class HostilePeerIT {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(5);
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
        behaviour.set(request -> PeerLies.page(request, "{}"));
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
            behaviour.get().handle(request);
        } else if (request.path().endsWith("/manifest/")) {
            PeerLies.page(request, "{}");
        } else {
            request.response().setStatusCode(404).end();
        }
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
        Map<String, Handler<HttpServerRequest>> lies = new PeerLies(feed).all();

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
        FollowReport mended = followed(request -> PeerLies.page(request, Feed.envelope(List.of(MixedLoad.object(id)))));
        assertThat(mended.error()).isEmpty();
        assertThat(HeldLog.of(honest, "from-b").ids()).contains(id).doesNotHaveDuplicates();
    }
}
