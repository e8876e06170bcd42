package io.tidings.taxii.client.testing;

import io.tidings.taxii.client.TaxiiClientOptions;
import io.tidings.taxii.client.http.RetryPolicy;
import io.tidings.taxii.client.http.Timeouts;
import io.tidings.taxii.client.url.ApiRootUrl;
import io.tidings.taxii.client.url.CollectionUrl;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A real server on loopback whose answers the test writes. Remembers what it was asked. */
public final class FakeServer implements AutoCloseable {
    public static final String TAXII = "application/taxii+json;version=2.1";

    private final Vertx vertx = Vertx.vertx();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private URI url = URI.create("http://localhost/");

    /** One request as it came. */
    public record Asked(String method, String uri, io.vertx.core.MultiMap headers, String body, String httpVersion) {
        public String header(String name) {
            return headers.get(name);
        }
    }

    /** Answers each request, body read, with {@code handler}. */
    public static FakeServer http(BiConsumer<HttpServerRequest, Asked> handler) {
        return http(new HttpServerOptions(), handler);
    }

    public static FakeServer http(HttpServerOptions options, BiConsumer<HttpServerRequest, Asked> handler) {
        FakeServer fake = new FakeServer();
        HttpServer server = fake.vertx
                .createHttpServer(options)
                .requestHandler(request -> request.body().onSuccess(body -> {
                    Asked what = new Asked(
                            request.method().name(),
                            request.uri(),
                            request.headers(),
                            body.toString(),
                            request.version().name());
                    fake.asked.add(what);
                    handler.accept(request, what);
                }));
        int port = await(server.listen(0, "localhost")).actualPort();
        fake.url = URI.create((options.isSsl() ? "https" : "http") + "://localhost:" + port + "/taxii2/");
        return fake;
    }

    /** Writes raw bytes once a request's end was seen. */
    public static FakeServer raw(Consumer<NetSocket> answer) {
        FakeServer fake = new FakeServer();
        NetServer server = fake.vertx.createNetServer().connectHandler(socket -> {
            StringBuilder head = new StringBuilder();
            socket.handler(bytes -> {
                head.append(bytes.toString());
                if (head.indexOf("\r\n\r\n") >= 0) {
                    fake.asked.add(new Asked("", head.toString(), null, "", ""));
                    head.setLength(0);
                    answer.accept(socket);
                }
            });
        });
        int port = await(server.listen(0, "localhost")).actualPort();
        fake.url = URI.create("http://localhost:" + port + "/taxii2/");
        return fake;
    }

    /** Closes each connection at once. */
    public static FakeServer closing() {
        FakeServer fake = new FakeServer();
        NetServer server = fake.vertx.createNetServer().connectHandler(NetSocket::close);
        int port = await(server.listen(0, "localhost")).actualPort();
        fake.url = URI.create("http://localhost:" + port + "/taxii2/");
        return fake;
    }

    public static void json(HttpServerRequest request, String body) {
        request.response().putHeader("content-type", TAXII).end(body);
    }

    public static void json(HttpServerRequest request, Buffer body) {
        request.response().putHeader("content-type", TAXII).end(body);
    }

    public Vertx vertx() {
        return vertx;
    }

    public URI url() {
        return url;
    }

    public ApiRootUrl root() {
        return new ApiRootUrl(url.resolve("/api1/"));
    }

    public CollectionUrl collection() {
        return root().collection("91a7b528-80eb-42ed-a74d-c6fbd5a26116");
    }

    public List<Asked> asked() {
        return asked;
    }

    /** The waits between attempts that the client would have made. */
    public List<Duration> pauses() {
        return pauses;
    }

    /** Options for this server: short times, pauses that only note themselves, a fixed seed. */
    public TaxiiClientOptions options() {
        return options(Clock.systemUTC());
    }

    public TaxiiClientOptions options(Clock clock) {
        Duration patience = Duration.ofSeconds(10);
        return TaxiiClientOptions.of(url, new TaxiiClientOptions.Environment(clock, new Random(1), pauses::add))
                .withTimeouts(new Timeouts(patience, patience, patience, patience))
                .withRetries(new RetryPolicy(3, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMinutes(1)));
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
