package io.tidings.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.node.agreement.Grant;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A node with one collection that others write to as well, for requests exactly as a foreign client sends them. */
public final class ClientNode implements AutoCloseable {
    public static final String USER = "tip";
    public static final String PASSWORD = "a password";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(7);
    private final List<String> written = new ArrayList<>();
    private final TestNode node;
    private final UUID collection;
    private final HttpClient http;

    /** @param directory to make the node in */
    public ClientNode(Path directory) throws Exception {
        node = TestNode.create(vertx, directory, "Bank A").start();
        collection = node.addCollection("shared");
        node.addCollection("read-only");
        node.addClient(
                USER,
                PASSWORD,
                List.of(TestNode.read("shared", Tlp.RED), TestNode.read("read-only", Tlp.RED)),
                List.of(new Grant.Write("shared", Tlp.RED, Optional.empty(), Optional.empty())),
                List.of());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new AnyServer()}, new SecureRandom());
        http = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** A reply as it came. */
    public record Reply(int status, String text, HttpResponse<byte[]> response) {
        public JsonNode json() throws IOException {
            return JSON.readTree(text);
        }

        public List<String> ids() throws IOException {
            List<String> ids = new ArrayList<>();
            json().path("objects").forEach(object -> ids.add(object.path("id").asText()));
            return ids;
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }
    }

    /** {@code https://localhost:PORT}. */
    public String base() {
        URI root = node.clientRoot();
        return root.getScheme() + "://" + root.getRawAuthority();
    }

    /** The id of the collection {@code shared}, which the client may read and write. */
    public String collection() {
        return collection.toString();
    }

    /** User and password, for after {@code Basic}. */
    public static String credentials() {
        return Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    /** As someone else adds to the collection. */
    public void write(int count) throws Exception {
        List<String> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = feed.id();
            written.add(id);
            objects.add(Feed.indicator(id, "2026-01-01T00:00:00.000Z", Feed.GREEN));
        }
        node.operations().publish("shared", Feed.content(objects), "test", p -> {});
    }

    /** An object that nobody has yet; its sender remembers it. */
    public String fresh() {
        return Feed.indicator(feed.id(), "2026-01-01T00:00:00.000Z", Feed.GREEN);
    }

    /** The ids written, in their order. */
    public List<String> written() {
        return List.copyOf(written);
    }

    /** Ids in the collection by its manifest, with repeats if there were any. */
    public List<String> held() throws Exception {
        return HeldLog.of(new TaxiiCaller(node.clientRoot(), USER, PASSWORD), "shared")
                .ids();
    }

    /** @param url whole, and sent as it is */
    public Reply get(String url, Map<String, String> headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).GET(), headers);
    }

    public Reply post(String url, Map<String, String> headers, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofString(body)), headers);
    }

    private Reply send(HttpRequest.Builder request, Map<String, String> headers)
            throws IOException, InterruptedException {
        headers.forEach(request::header);
        HttpResponse<byte[]> response =
                http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Reply(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8), response);
    }

    @Override
    public void close() {
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
