package io.tidings.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A plain HTTPS client with a user's name and password, as foreign programs are. */
final class TaxiiCaller {
    static final String MEDIA_TYPE = "application/taxii+json;version=2.1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI root;
    private final Optional<String> authorization;

    TaxiiCaller(URI root, String user, String password) throws GeneralSecurityException {
        this(
                root,
                null,
                Optional.of("Basic "
                        + Base64.getEncoder()
                                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8))));
    }

    private TaxiiCaller(URI root, KeyManager @Nullable [] keys, Optional<String> authorization)
            throws GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys, new TrustManager[] {new AnyServer()}, new SecureRandom());
        this.http = HttpClient.newBuilder().sslContext(tls).build();
        this.root = root;
        this.authorization = authorization;
    }

    /** A peer, by its certificate. */
    static TaxiiCaller peer(URI root, KeyManager key) throws GeneralSecurityException {
        return new TaxiiCaller(root, new KeyManager[] {key}, Optional.empty());
    }

    record Answer(int status, byte[] bytes, HttpResponse<byte[]> response) {
        JsonNode json() {
            try {
                return JSON.readTree(bytes);
            } catch (IOException broken) {
                throw new IllegalStateException(new String(bytes, StandardCharsets.UTF_8), broken);
            }
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", MEDIA_TYPE).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", MEDIA_TYPE);
        authorization.ifPresent(it -> request.header("Authorization", it));
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response.body(), response);
    }
}
