package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.node.alert.Webhook;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people must be told of reaches the webhook once when it comes and once when it has gone, signed (F-23). */
class AlertsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger(1);
    private TestNode node;
    private HttpServer receiver;

    private record Received(String signature, String body) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (java.io.IOException broken) {
                throw new IllegalStateException(body, broken);
            }
        }

        boolean says(String kind, String state) {
            return json().path("kind").asText().equals(kind)
                    && json().path("state").asText().equals(state);
        }
    }

    @AfterEach
    void stop() {
        node.close();
        receiver.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void alertsComeOnceAndGoOnceAndOnlyTheNodeCanHaveSentThem() throws Exception {
        TestNode other = TestNode.create(vertx, directory.resolve("other"), "Receiver");
        receiver = receiver(other);
        node = TestNode.create(vertx, directory.resolve("node"), "Bank A");
        String yaml = Files.readString(node.home.configuration());
        Files.writeString(
                node.home.configuration(),
                yaml.replace("  unreachable-after: 30m", "  unreachable-after: 1s")
                        .replace(
                                "  # webhook: https://siem.bank.example/tidings",
                                "  webhook: \"https://localhost:" + receiver.actualPort()
                                        + "/alerts\"\n  webhook-pin: \""
                                        + other.identity.fingerprint().pin() + "\"\n  #"));
        node.start();
        node.addCollection("from-b");
        node.agreeWith(other, "bank-b")
                .mayRead("from-b", Tlp.RED)
                .follow("feed", "from-b", Duration.ofSeconds(1))
                .write();
        node.operations().sharing().cut(Optional.of("bank-b"), Optional.empty());
        await().atMost(PATIENCE).until(() -> received.stream().anyMatch(each -> each.says("cut-off", "raised")));
        node.operations().sharing().restore(Optional.of("bank-b"));
        await().atMost(PATIENCE).until(() -> received.stream().anyMatch(each -> each.says("cut-off", "gone")));
        await().atMost(PATIENCE)
                .until(() -> received.stream().anyMatch(each -> each.says("peer-unreachable", "raised")));

        assertThat(refusals.get())
                .as("the first attempt was refused, and made again")
                .isNegative();
        assertThat(received.stream().filter(each -> each.says("cut-off", "raised")))
                .hasSize(1);
        for (Received each : received) {
            assertThat(each.signature()).isEqualTo(signature(each));
            assertThat(each.json().path("node").asText()).isEqualTo("Bank A");
        }
    }

    private String signature(Received alert) throws Exception {
        String seconds = alert.signature().replaceFirst("t=([0-9]+),.*", "$1");
        String key =
                Files.readString(node.home.secrets().resolve("webhook-key")).strip();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signed = mac.doFinal((seconds + "." + alert.body()).getBytes(StandardCharsets.UTF_8));
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(signed);
    }

    /** Refuses the first post. */
    private HttpServer receiver(TestNode whose) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("localhost")
                .setPort(0)
                .setSsl(true)
                .setKeyCertOptions(KeyCertOptions.wrap(whose.identity.keyManager()));
        return vertx.createHttpServer(options)
                .requestHandler(request -> request.bodyHandler(body -> {
                    if (refusals.getAndDecrement() > 0) {
                        request.response().setStatusCode(503).end();
                    } else {
                        received.add(new Received(request.getHeader(Webhook.HEADER), body.toString()));
                        request.response().setStatusCode(204).end();
                    }
                }))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
