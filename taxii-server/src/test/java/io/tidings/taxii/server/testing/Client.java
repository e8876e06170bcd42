package io.tidings.taxii.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A client that sends exactly the headers it is told to, and follows nothing. Immutable. */
public final class Client {
    public static final String TAXII = "application/taxii+json;version=2.1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final String base;
    private final Map<String, String> headers;

    private Client(HttpClient http, String base, Map<String, String> headers) {
        this.http = http;
        this.base = base;
        this.headers = headers;
    }

    public static Client to(String base) {
        return over(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), base);
    }

    public static Client over(HttpClient http, String base) {
        return new Client(http, base, Map.of("Accept", TAXII));
    }

    public Client as(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    public Client with(String name, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new Client(http, base, more);
    }

    public Client without(String name) {
        Map<String, String> fewer = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fewer.putAll(headers);
        fewer.remove(name);
        return new Client(http, base, fewer);
    }

    public Reply get(String target) {
        return send("GET", target, HttpRequest.BodyPublishers.noBody());
    }

    public Reply post(String target, String body) {
        Client typed = headers.containsKey("Content-Type") ? this : with("Content-Type", TAXII);
        return typed.send("POST", target, HttpRequest.BodyPublishers.ofString(body));
    }

    public Reply send(String method, String target, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + target)).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        try {
            return new Reply(http.send(request.method(method, body).build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public Reply send(String method, String target) {
        return send(method, target, HttpRequest.BodyPublishers.noBody());
    }

    /** What came back. */
    public record Reply(HttpResponse<byte[]> http) {
        public int status() {
            return http.statusCode();
        }

        public Optional<String> header(String name) {
            return http.headers().firstValue(name);
        }

        public List<String> headers(String name) {
            return http.headers().allValues(name);
        }

        public String text() {
            return new String(http.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            try {
                return JSON.readTree(http.body());
            } catch (IOException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        public Optional<String> next() {
            return Optional.ofNullable(json().get("next")).map(JsonNode::asText);
        }

        public boolean more() {
            return json().path("more").asBoolean(false);
        }

        /** Of an envelope or a manifest. */
        public List<String> ids() {
            List<String> ids = new ArrayList<>();
            json().path("objects").forEach(object -> ids.add(object.get("id").asText()));
            return ids;
        }
    }
}
