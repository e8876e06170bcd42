package io.tidings.taxii.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.auth.Auth;
import io.tidings.taxii.client.auth.Challenge;
import io.tidings.taxii.client.auth.Secret;
import io.tidings.taxii.client.discovery.ApiRoot;
import io.tidings.taxii.client.discovery.Discovery;
import io.tidings.taxii.client.failure.RedirectRefusedException;
import io.tidings.taxii.client.failure.RefusedException;
import io.tidings.taxii.client.testing.FakeServer;
import io.tidings.taxii.client.testing.FakeServer.Asked;
import io.tidings.taxii.client.url.ApiRootUrl;
import io.tidings.taxii.client.url.Origin;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsIT {
    private static final Auth BASIC = Auth.basic("user", Secret.of("hunter2"));
    private volatile BiConsumer<HttpServerRequest, Asked> answer = (request, asked) -> FakeServer.json(request, "{}");
    private final FakeServer server = FakeServer.http((request, asked) -> answer.accept(request, asked));
    private final FakeServer other = FakeServer.http((request, asked) -> FakeServer.json(request, "{}"));

    private TaxiiClient client =
            new TaxiiClient(server.vertx(), server.options().withAuth(BASIC));

    @AfterEach
    void stop() {
        client.close();
        server.close();
        other.close();
    }

    @Test
    void everyRequestSaysWhatItWantsAndWhoAsks() throws IOException {
        client.discovery();
        Asked asked = server.asked().get(0);
        assertThat(asked.uri()).isEqualTo("/taxii2/");
        assertThat(asked.header("accept")).isEqualTo("application/taxii+json;version=2.1");
        assertThat(asked.header("user-agent")).startsWith("Tidings/");
        assertThat(asked.header("authorization")).isEqualTo("Basic dXNlcjpodW50ZXIy");
    }

    @Test
    void discoveryResolvesAbsoluteAndRelativeRootsAndNamesTheRefusedOnes() throws IOException {
        answer = (request, asked) -> FakeServer.json(
                request,
                "{\"title\":\"T\",\"default\":\"/b\",\"api_roots\":[\"https://h.example/a/\",\"/b\",\"//evil/\","
                        + "\"http://h.example/\"],\"x_more\":[1]}");
        Discovery discovery = client.discovery();
        assertThat(discovery.apiRoots())
                .containsExactly(
                        ApiRootUrl.of("https://h.example/a/"),
                        new ApiRootUrl(server.url().resolve("/b/")));
        assertThat(discovery.defaultRoot()).contains(new ApiRootUrl(server.url().resolve("/b/")));
        assertThat(discovery.refused())
                .extracting(Discovery.RefusedRoot::reference)
                .containsExactly("//evil/", "http://h.example/");
        assertThat(discovery.customProperties()).containsKey("x_more");
    }

    @Test
    void anApiRootAndCollectionsAreReadWithWhatIsMissing() throws IOException {
        answer = (request, asked) -> FakeServer.json(
                request,
                request.path().endsWith("/collections/")
                        ? "{\"collections\":[{\"id\":\"x-mitre-collection--1\",\"title\":\"A\",\"can_read\":true}]}"
                        : "{\"title\":\"R\",\"versions\":[\"application/taxii+json;version=2.1\"],"
                                + "\"max_content_length\":1e3}");
        ApiRoot root = client.apiRoot(server.root());
        assertThat(root.maxContentLength()).hasValue(1_000);
        var collection = client.collections(server.root()).get(0);
        assertThat(collection.id()).isEqualTo("x-mitre-collection--1");
        assertThat(collection.canRead()).isTrue();
        assertThat(collection.canWrite()).isFalse();
        assertThat(collection.mediaTypes()).containsExactly("application/stix+json");
    }

    @Test
    void foreignHostsGetNoCredentialsUnlessConfigured() throws IOException {
        client.apiRoot(other.root());
        assertThat(other.asked().get(0).header("authorization")).isNull();
        client.close();
        client = new TaxiiClient(
                server.vertx(), server.options().withAuth(BASIC).withAlsoTrusted(Set.of(Origin.of(other.url()))));
        client.apiRoot(other.root());
        assertThat(other.asked().get(1).header("authorization")).isNotNull();
    }

    @Test
    void aRedirectWithinTheServerIsFollowedAndOneElsewhereIsNot() throws IOException {
        answer = (request, asked) -> {
            if (request.path().equals("/taxii2/")) {
                request.response()
                        .setStatusCode(301)
                        .putHeader("location", "/moved/")
                        .end();
            } else {
                FakeServer.json(request, "{\"title\":\"moved\"}");
            }
        };
        assertThat(client.discovery().title()).isEqualTo("moved");
        answer = (request, asked) -> request.response()
                .setStatusCode(302)
                .putHeader("location", other.url().toString())
                .end();
        assertThatThrownBy(client::discovery)
                .isInstanceOf(RedirectRefusedException.class)
                .hasMessageContaining("another server");
        assertThat(other.asked()).isEmpty();
    }

    @Test
    void redirectsInACircleAndOfADeleteAreNotFollowed() {
        answer = (request, asked) -> request.response()
                .setStatusCode(307)
                .putHeader("location", request.path())
                .end();
        assertThatThrownBy(client::discovery).isInstanceOf(RedirectRefusedException.class);
        assertThat(server.asked()).hasSize(4);
        assertThatThrownBy(() -> client.delete().delete(server.collection(), "a--b", List.of("all")))
                .isInstanceOf(RedirectRefusedException.class);
    }

    @Test
    void aServerThatAsksForPatienceIsLeftAloneForThatLong() throws IOException {
        AtomicInteger count = new AtomicInteger();
        answer = (request, asked) -> {
            switch (count.getAndIncrement()) {
                case 0 ->
                    request.response()
                            .setStatusCode(429)
                            .putHeader("retry-after", "7")
                            .end();
                case 1 ->
                    request.response()
                            .setStatusCode(503)
                            .putHeader("retry-after", "Sun, 22 Nov 2026 03:00:30 GMT")
                            .end();
                default -> FakeServer.json(request, "{\"title\":\"at last\"}");
            }
        };
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T03:00:00Z"), ZoneOffset.UTC);
        client.close();
        client = new TaxiiClient(server.vertx(), server.options(clock));
        assertThat(client.discovery().title()).isEqualTo("at last");
        assertThat(server.pauses()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30));
    }

    @Test
    void aServerThatAsksForAnHourIsNotWaitedFor() {
        answer = (request, asked) -> request.response()
                .setStatusCode(429)
                .putHeader("retry-after", "3600")
                .end();
        assertThatThrownBy(client::discovery)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.retryAfter()).contains(Duration.ofHours(1)));
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void attemptsAreBounded() {
        answer = (request, asked) -> request.connection().close();
        assertThatThrownBy(client::discovery).isInstanceOf(IOException.class);
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void aRefusalTellsItsChallengesAndItsErrorMessageButNoSecret() {
        answer = (request, asked) -> request.response()
                .setStatusCode(401)
                .putHeader("www-authenticate", "Basic realm=\"taxii\", type=1, Bearer realm=\"api\"")
                .putHeader("content-type", FakeServer.TAXII)
                .end("{\"title\":\"Who are you?\",\"http_status\":\"401\",\"x_hint\":1}");
        assertThatThrownBy(client::discovery).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.challenges()).extracting(Challenge::scheme).containsExactly("Basic", "Bearer");
            assertThat(refused.error().title()).isEqualTo("Who are you?");
            assertThat(refused.error().customProperties()).containsKey("x_hint");
            assertThat(refused).hasMessageContaining("Who are you?");
            assertThat(refused.getMessage()).doesNotContain("hunter2").doesNotContain("dXNlcj");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":1,\"name\":\"gone\",\"description\":\"d\"}",
                "{}",
                "<html>gone</html>",
                "",
                "{\"title\":[1]",
            })
    void errorsOfAnyFormAreRead(String body) {
        answer = (request, asked) -> request.response()
                .setStatusCode(404)
                .putHeader("content-type", FakeServer.TAXII)
                .end(body);
        assertThatThrownBy(client::discovery)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(404));
    }

    @Test
    void anEventLoopIsRefused() {
        var outcome = new java.util.concurrent.CompletableFuture<Throwable>();
        server.vertx().runOnContext(v -> {
            try {
                client.discovery();
                outcome.complete(null);
            } catch (Exception failure) {
                outcome.complete(failure);
            }
        });
        assertThat(outcome.join()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aWorkerVerticlesThreadMayBlock() {
        var deployed = server.vertx()
                .deployVerticle(
                        () -> new io.vertx.core.VerticleBase() {
                            @Override
                            public io.vertx.core.Future<?> start() throws Exception {
                                client.discovery();
                                return super.start();
                            }
                        },
                        new io.vertx.core.DeploymentOptions().setThreadingModel(io.vertx.core.ThreadingModel.WORKER));
        assertThat(deployed.toCompletionStage().toCompletableFuture().join()).isNotBlank();
    }

    @Test
    void anInterruptEndsTheWaitForAReply() throws Exception {
        answer = (request, asked) -> {};
        var outcome = new java.util.concurrent.CompletableFuture<Throwable>();
        Thread thread = new Thread(() -> {
            try {
                client.discovery();
            } catch (Exception failure) {
                outcome.complete(failure);
            }
        });
        thread.start();
        org.awaitility.Awaitility.await().until(() -> !server.asked().isEmpty());
        thread.interrupt();
        assertThat(outcome.join()).isInstanceOf(java.io.InterruptedIOException.class);
    }

    @Test
    void plainHttpElsewhereIsRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> ApiRootUrl.of("http://h.example/")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Origin.of(URI.create("https://H.example/")).toString()).isEqualTo("https://h.example:443");
    }
}
