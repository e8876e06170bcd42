package io.tidings.node.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;

/** TAXII requests to one peer, with our certificate, in bounded time and size. */
final class PeerConversation {
    private static final String MEDIA_TYPE = "application/taxii+json;version=2.1";
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(4);
    private static final int MOST_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final Clock clock;

    /**
     * One answer.
     *
     * @param ahead how far the server's clock is ahead of ours, if it told
     */
    record Answer(int status, String contentType, JsonNode json, Optional<Duration> ahead) {}

    PeerConversation(X509ExtendedKeyManager keys, PeerServerTrust trust, Clock clock) throws GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(new X509ExtendedKeyManager[] {keys}, new TrustManager[] {trust}, null);
        this.http = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .proxy(HttpClient.Builder.NO_PROXY) // following takes none either
                .build();
        this.clock = clock;
    }

    /** @throws IOException if there is no answer, with what TLS said among its causes */
    Answer get(URI url) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(ANSWER)
                .header("Accept", MEDIA_TYPE)
                .build();
        Instant asked = clock.instant();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            Instant answered = clock.instant();
            try (InputStream body = response.body()) {
                return new Answer(
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse("nothing"),
                        json(body.readNBytes(MOST_BYTES)),
                        response.headers().firstValue("Date").flatMap(date -> ahead(date, asked, answered)));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return Optional.ofNullable(JSON.readTree(bytes)).orElse(JSON.missingNode());
        } catch (IOException noJson) {
            return JSON.missingNode();
        }
    }

    /** A {@code Date} has whole seconds: on average it was half a second later. */
    private static Optional<Duration> ahead(String date, Instant asked, Instant answered) {
        try {
            Instant theirs = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date))
                    .plusMillis(500);
            Instant ours = asked.plus(Duration.between(asked, answered).dividedBy(2));
            return Optional.of(Duration.between(ours, theirs));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
