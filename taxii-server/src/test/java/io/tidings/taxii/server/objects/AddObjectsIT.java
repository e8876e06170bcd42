package io.tidings.taxii.server.objects;

import static io.tidings.taxii.server.testing.Dataset.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.taxii.server.testing.Client;
import io.tidings.taxii.server.testing.Client.Reply;
import io.tidings.taxii.server.testing.Dataset;
import io.tidings.taxii.server.testing.MemoryBackend;
import io.tidings.taxii.server.testing.RunningServer;
import io.tidings.taxii.server.transport.BodyBounds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddObjectsIT {
    private static final String OBJECTS = "/intel/feeds/collections/" + Dataset.WORKING_SET + "/objects/";
    private static final int MAX = 300_000;

    private MemoryBackend backend;
    private RunningServer server;

    @BeforeEach
    void start() {
        backend = Dataset.backend().maxContentLength(MAX);
        server = RunningServer.start(
                backend,
                options -> options.withBodies(
                        new BodyBounds(options.bodies().spoolDirectory(), 100_000, 150_000, Duration.ofSeconds(10))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String envelope(String... objects) {
        return "{\"objects\":[" + String.join(",", objects) + "]}";
    }

    /** An envelope of exactly {@code length} bytes. */
    private static String envelopeOf(int length) {
        String body = envelope(fresh(1));
        return body.substring(0, body.length() - 1) + " ".repeat(length - body.length()) + "}";
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    @Test
    void goodObjectsAreAddedBesideBadOnesAndTheStatusSaysWhich() {
        Reply reply = server.client()
                .post(
                        OBJECTS,
                        envelope(
                                fresh(1),
                                "{\"type\":\"indicator\"}",
                                Dataset.indicator("2024-03-01T00:00:00.000Z", 80)));
        assertThat(reply.status()).isEqualTo(202);
        JsonNode status = reply.json();
        assertThat(status.get("status").asText()).isEqualTo("complete");
        assertThat(status.get("total_count").asInt()).isEqualTo(3);
        assertThat(status.get("successes"))
                .hasSize(status.get("success_count").asInt())
                .hasSize(2);
        assertThat(status.get("failures"))
                .hasSize(status.get("failure_count").asInt())
                .hasSize(1);
        assertThat(status.has("pendings")).isFalse();
        assertThat(status.get("request_timestamp").asText()).matches("\\d{4}-.*T.*\\.\\d{6}Z");
        Reply again =
                server.client().get("/intel/feeds/status/" + status.get("id").asText() + "/");
        assertThat(again.json()).isEqualTo(status);
    }

    @Test
    void aStatusIsItsSendersAlone() {
        String id = server.client()
                .post(OBJECTS, envelope(fresh(1)))
                .json()
                .get("id")
                .asText();
        Client other = server.client().as("other", "other-only");
        assertThat(other.get("/intel/feeds/status/" + id + "/").status()).isEqualTo(404);
    }

    @Test
    void theSameEnvelopeTwiceIsNoErrorAndAddsNothing() {
        server.client().post(OBJECTS, envelope(fresh(1)));
        Reply again = server.client().post(OBJECTS, envelope(fresh(1)));
        assertThat(again.json().get("success_count").asInt()).isEqualTo(1);
        assertThat(backend.contents(Dataset.WORKING_SET)).hasSize(6);
    }

    @Test
    void aBundleAndCustomPropertiesAreTaken() {
        String bundle = "{\"type\":\"bundle\",\"id\":\"bundle--6f7a8b9c-0d1e-4f2a-8b3c-4d5e6f7a8bcc\",\"objects\":["
                + fresh(1) + "],\"x_mine\":{\"a\":[1]}}";
        assertThat(server.client().post(OBJECTS, bundle).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "{\"objects\":[]}",
                "{\"objects\":{}}",
                "{\"objects\":[",
                "null",
                "{\"objects\":[]} x"
            })
    void whatIsNoEnvelopeIsUnprocessable(String body) {
        Reply reply = server.client().post(OBJECTS, body);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("error_code").asText()).isEqualTo("unprocessable-content");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/stix+json;version=2.1", "application/taxii+json;version=2.0"})
    void anotherContentTypeIsUnsupported(String type) {
        assertThat(server.client()
                        .with("Content-Type", type)
                        .post(OBJECTS, envelope(fresh(1)))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void aMissingContentTypeIsUnsupported() {
        assertThat(server.client()
                        .send("POST", OBJECTS, BodyPublishers.ofString("{}"))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void aBodyMayBeAsLongAsTheBoundAndNotAByteLonger() {
        assertThat(server.client().post(OBJECTS, envelopeOf(MAX)).status()).isEqualTo(202);
        Reply tooLong = server.client().post(OBJECTS, envelopeOf(MAX + 1));
        assertThat(tooLong.status()).isEqualTo(413);
        assertThat(tooLong.json().get("description").asText()).contains(String.valueOf(MAX));
    }

    @Test
    void aChunkedBodyIsCountedAsItComes() {
        assertThat(chunked(envelopeOf(MAX)).status()).isEqualTo(202);
        assertThat(chunked(envelopeOf(MAX + 1)).status()).isEqualTo(413);
        assertThat(chunked(envelopeOf(4 * MAX)).status()).isEqualTo(413);
        assertThat(server.client().get("/taxii2/").status()).isEqualTo(200);
    }

    private Reply chunked(String body) {
        return server.client()
                .with("Content-Type", Client.TAXII)
                .send(
                        "POST",
                        OBJECTS,
                        BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 99_999, 100_001, 299_999})
    void aBodyComesThroughMemoryAndThroughAFileUnchanged(int length) {
        Reply reply = server.client().post(OBJECTS, envelopeOf(length));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(backend.contents(Dataset.WORKING_SET).get(5).text()).isEqualTo(fresh(1));
        assertThat(server.spool()).isEmptyDirectory();
    }

    @Test
    void gzipIsExpandedWithinTheBound() throws IOException {
        assertThat(zipped(envelopeOf(MAX)).status()).isEqualTo(202);
        assertThat(zipped(envelopeOf(MAX + 1)).status()).isEqualTo(413);
        assertThat(backend.contents(Dataset.WORKING_SET).get(5).text()).isEqualTo(fresh(1));
    }

    @Test
    void aCompressionBombIsTooLarge() throws IOException {
        byte[] bomb = gzip(new byte[200 << 20]);
        assertThat(bomb.length).isLessThan(MAX);
        assertThat(zipped(bomb).status()).isEqualTo(413);
        assertThat(server.client().get("/taxii2/").status()).isEqualTo(200);
    }

    @Test
    void whatSaysGzipAndIsNoneIsUnprocessable() throws IOException {
        assertThat(zipped("{}".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(422);
        byte[] whole = gzip(envelope(fresh(1)).getBytes(StandardCharsets.UTF_8));
        assertThat(zipped(java.util.Arrays.copyOf(whole, whole.length - 12)).status())
                .isEqualTo(422);
    }

    @Test
    void anotherEncodingIsUnsupported() {
        Client client = server.client().with("Content-Encoding", "br");
        assertThat(client.post(OBJECTS, envelope(fresh(1))).status()).isEqualTo(415);
    }

    private Reply zipped(String body) throws IOException {
        return zipped(gzip(body.getBytes(StandardCharsets.UTF_8)));
    }

    private Reply zipped(byte[] body) {
        return server.client()
                .with("Content-Type", Client.TAXII)
                .with("Content-Encoding", "gzip")
                .send("POST", OBJECTS, BodyPublishers.ofByteArray(body));
    }
}
