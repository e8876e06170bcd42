package io.tidings.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.KeyProof;
import io.tidings.node.api.wire.RunFile;
import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.config.NodeHome;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.identity.Secret;
import io.tidings.node.operations.FakeOperations;
import io.tidings.node.operations.OperationException;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorApiIT {
    private static final String BUNDLE = "{\"type\":\"bundle\",\"objects\":[{\"type\":\"identity\",\"id\":"
            + "\"identity--f431f809-377b-45e0-aa1c-6a4751cae5ff\",\"spec_version\":\"2.1\"}]}";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeOperations node = new FakeOperations();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Secret key = new Secret("the-operator-key");
    private NodeHome home;
    private OperatorApi api;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        home = new NodeHome(directory.resolve("home"));
        home.create();
        PrivateFiles.write(home.configuration(), NodeConfiguration.newFile("Bank A", 7443, 7444));
        node.addCollection("indicators", Optional.empty(), Optional.empty());
        var control = new NodeControl() {
            @Override
            public void stop() {
                stopped.countDown();
            }

            @Override
            public NodeConfiguration configuration() {
                try {
                    return NodeConfiguration.load(home.configuration());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        api = OperatorApi.start(vertx, node, control, new OperatorApiOptions(home, key, 10_000, Clock.systemUTC()));
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void theRunFileIsForTheOwnerOnlyAndGoesWithTheApi() throws Exception {
        RunFile file = RunFile.read(home).orElseThrow();
        assertThat(file.url()).isEqualTo(api.url()).startsWith("http://127.0.0.1:");
        assertThat(file.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(PrivateFiles.isOpenToOthers(RunFile.in(home))).isFalse();
        api.close();
        assertThat(RunFile.read(home)).isEmpty();
    }

    @Test
    void withoutTheKeyNothingIsAnswered() throws Exception {
        assertThat(send(request("/v1/status")).statusCode()).isEqualTo(401);
        assertThat(send(request("/v1/status").header("Authorization", "Bearer the-operator-kex"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(request("/v1/publish?collection=indicators&origin=x").POST(BodyPublishers.ofString(BUNDLE)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(node.published).isEmpty();
    }

    @Test
    void aNameThatDnsMadePointHereIsRefused() throws Exception {
        assertThat(raw("GET /v1/status HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer the-operator-key"))
                .contains(" 403 ");
        assertThat(raw("GET /v1/hello?nonce=" + "0".repeat(32) + " HTTP/1.1\r\nHost: evil.example"))
                .contains(" 403 ");
        assertThat(raw("GET /v1/status HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer the-operator-key"))
                .contains(" 200 ");
    }

    @Test
    void aPageInABrowserIsRefused() throws Exception {
        assertThat(send(known("/v1/status").header("Origin", "http://127.0.0.1:1"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void helloProvesTheKeyWithoutShowingIt() throws Exception {
        String nonce = "0123456789abcdef0123456789abcdef";
        HttpResponse<String> answer = send(request("/v1/hello?nonce=" + nonce));
        assertThat(JsonIn.parse(answer.body()).text("proof")).isEqualTo(KeyProof.of(key, nonce));
        assertThat(answer.body()).doesNotContain("the-operator-key");
        assertThat(send(request("/v1/hello?nonce=short")).statusCode()).isEqualTo(400);
    }

    @Test
    void aPublicationIsTakenWholeAndLeavesNoFile() throws Exception {
        HttpResponse<String> answer = publish("indicators", BUNDLE);
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonIn last = JsonIn.parse(answer.body().lines().reduce((a, b) -> b).orElseThrow());
        assertThat(last.object("report").orElseThrow().number("stored")).isEqualTo(1);
        assertThat(node.origins).containsExactly("feed.json");
        assertThat(spooled()).isZero();
    }

    @Test
    void contentThatCannotBeReadIsA422WithItsPosition() throws Exception {
        HttpResponse<String> answer = publish("indicators", "{\"objects\":[");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(JsonIn.parse(answer.body()).number("position")).isPositive();
        assertThat(spooled()).isZero();
    }

    @Test
    void aPublicationBeyondTheBoundIsA413AndLeavesNoFile() throws Exception {
        String large = "{\"objects\":[" + " ".repeat(50_000) + "]}";
        HttpResponse<String> answer = publish("indicators", large);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(spooled()).isZero();
    }

    @Test
    void eachKindOfFailureHasItsStatus() throws Exception {
        for (OperationException.Kind kind : OperationException.Kind.values()) {
            node.failure = Optional.of(new OperationException(kind, "because of " + kind));
            HttpResponse<String> answer = send(known("/v1/status"));
            int status = switch (kind) {
                case NOT_FOUND -> 404;
                case INVALID -> 400;
                case CONFLICT -> 409;
                case UNAVAILABLE -> 503;
            };
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(JsonIn.parse(answer.body()).text("detail")).isEqualTo("because of " + kind);
            assertThat(JsonIn.parse(answer.body()).text("kind")).isEqualTo(kind.name());
        }
    }

    @Test
    void whatNobodyExpectedIsA500WithoutDetails() throws Exception {
        node.failure = Optional.of(new IllegalStateException("a secret of the inside"));
        HttpResponse<String> answer = send(known("/v1/status"));
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("inside");
    }

    @Test
    void aWrongRequestBodyIsA400() throws Exception {
        assertThat(send(known("/v1/collections").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(known("/v1/collections").POST(BodyPublishers.ofString(" ".repeat(100_000))))
                        .statusCode())
                .isEqualTo(413);
        assertThat(send(known("/v1/trace")).statusCode()).isEqualTo(400);
        assertThat(send(known("/v1/nothing")).statusCode()).isEqualTo(404);
    }

    @Test
    void stopIsAnsweredAndThenDone() throws Exception {
        assertThat(send(known("/v1/stop").POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(202);
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theConfigurationHasTheKeysOfItsFile() throws Exception {
        JsonIn configuration = JsonIn.parse(send(known("/v1/config")).body());
        assertThat(configuration.object("limits").orElseThrow().number("page-default"))
                .isEqualTo(1000);
    }

    private HttpResponse<String> publish(String collection, String content) throws Exception {
        return send(known("/v1/publish?collection=" + collection + "&origin=feed.json")
                .POST(BodyPublishers.ofString(content)));
    }

    private long spooled() throws Exception {
        try (Stream<Path> files = Files.list(home.run())) {
            return files.filter(file -> file.getFileName().toString().startsWith("publish-"))
                    .count();
        }
    }

    private HttpRequest.Builder known(String path) {
        return request(path).header("Authorization", "Bearer the-operator-key");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api.url() + path)).version(HttpClient.Version.HTTP_1_1);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** The first line of the answer to a request that no HTTP client would send. */
    private String raw(String head) throws Exception {
        try (var socket = new Socket("127.0.0.1", URI.create(api.url()).getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
