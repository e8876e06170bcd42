package io.tidings.taxii.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tidings.taxii.server.backend.Status;
import io.tidings.taxii.server.testing.Client;
import io.tidings.taxii.server.testing.Client.Reply;
import io.tidings.taxii.server.testing.Dataset;
import io.tidings.taxii.server.testing.MemoryBackend;
import io.tidings.taxii.server.testing.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The project's example exchanges, replayed against the data set that they share. */
class ExamplesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CURSOR = "p1.AAE";

    /** Where the field's lessons overrule a digest that the examples follow, or a backend decides. */
    private static final Map<String, String> OVERRULED = Map.of(
            "14-errors-request.json#6", "a bundle is accepted (contract 9 wins over X-20)",
            "14-errors-request.json#4", "declares a length without sending a body; see HardConditionsIT",
            "09-add-objects-and-status.json#0",
                    "shows a pending status and rules of validation, which are a backend's");

    static Stream<String> files() {
        return Stream.of(
                "01-discovery.json",
                "02-api-root.json",
                "03-collections.json",
                "04-collection.json",
                "05-manifest.json",
                "06-get-objects.json",
                "07-paging-by-added-after.json",
                "08-get-objects-empty.json",
                "09-add-objects-and-status.json",
                "10-get-object.json",
                "11-versions.json",
                "12-delete.json",
                "13-errors-auth-and-permission.json",
                "14-errors-request.json",
                "15-negotiation.json");
    }

    private static Optional<Path> examples() {
        for (Path at = Path.of(System.getProperty("user.dir")); at != null; at = at.getParent()) {
            Path found = at.resolveSibling("shared").resolve("spec/examples/taxii");
            if (Files.isDirectory(found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void anExampleIsAnsweredAsItSays(String name) throws IOException {
        Optional<Path> directory = examples();
        Assumptions.assumeTrue(
                directory.isPresent(), "no ../shared/spec/examples/taxii beside the project: not replayed");
        JsonNode exchanges =
                JSON.readTree(directory.get().resolve(name).toFile()).get("exchanges");
        MemoryBackend backend = Dataset.backend();
        backend.putStatus("analyst", status());
        try (RunningServer server = RunningServer.start(
                backend, options -> options.withPublicBaseUrl(URI.create("https://taxii.example.test")))) {
            String next = "";
            for (int i = 0; i < exchanges.size(); i++) {
                if (OVERRULED.containsKey(name + "#" + i)) {
                    continue;
                }
                Reply reply = replay(server, exchanges.get(i).get("request"), next);
                check(name + "#" + i, exchanges.get(i).get("response"), reply);
                next = reply.http().body().length == 0 ? "" : reply.next().orElse("");
            }
        }
    }

    private static Reply replay(RunningServer server, JsonNode request, String next) {
        Client client = server.client().without("Accept").without("Authorization");
        for (Map.Entry<String, JsonNode> header : request.get("headers").properties()) {
            if (!header.getKey().equals("Host") && !header.getKey().equals("Content-Length")) {
                client = client.with(header.getKey(), header.getValue().asText());
            }
        }
        String target = request.get("target").asText().replaceAll("next=" + CURSOR + "[^&]*", "next=" + next);
        return client.send(
                request.get("method").asText(),
                target,
                request.has("body")
                        ? BodyPublishers.ofString(request.get("body").toString())
                        : BodyPublishers.noBody());
    }

    private static void check(String name, JsonNode expected, Reply reply) {
        assertThat(reply.status()).as(name).isEqualTo(expected.get("status").asInt());
        for (Map.Entry<String, JsonNode> header : expected.get("headers").properties()) {
            assertThat(reply.header(header.getKey()))
                    .as(name + " " + header.getKey())
                    .contains(header.getValue().asText());
        }
        if (!expected.has("body")) {
            assertThat(reply.http().body()).as(name).isEmpty();
        } else if (reply.status() >= 400) {
            assertThat(reply.json().get("http_status")).as(name).isEqualTo(expected.at("/body/http_status"));
            assertThat(reply.json().get("title").asText()).as(name).isNotEmpty();
        } else {
            assertThat(comparable(reply.json())).as(name).isEqualTo(comparable(expected.get("body")));
        }
    }

    /** Cursors are compared for presence, an absent "more" is false, relative roots are resolved. */
    private static JsonNode comparable(JsonNode body) {
        ObjectNode copy = body.deepCopy();
        if (copy.has("next") || copy.path("more").asBoolean()) {
            copy.put("next", "present");
        }
        if (!copy.path("more").asBoolean(true)) {
            copy.remove("more");
        }
        if (copy.get("api_roots") instanceof ArrayNode roots) {
            for (int i = 0; i < roots.size(); i++) {
                roots.set(i, absolute(roots.get(i)));
            }
        }
        return copy;
    }

    private static JsonNode absolute(JsonNode root) {
        return TextNode.valueOf(
                URI.create("https://taxii.example.test/").resolve(root.asText()).toString());
    }

    private static Status status() {
        return new Status(
                UUID.fromString("5d3f0a9e-7c41-4f0a-9a6e-2f8c1b7d6e55"),
                true,
                Instant.parse("2024-05-01T09:00:00.123456Z"),
                3,
                2,
                List.of(
                        new Status.Detail(
                                Dataset.INDICATOR, "2024-03-01T00:00:00.000Z", Optional.of("already present")),
                        new Status.Detail(
                                "relationship--1e4f7a8b-2c3d-4e5f-9a0b-6c7d8e9f0a88",
                                "2024-04-02T00:00:00.000Z",
                                Optional.empty())),
                1,
                List.of(new Status.Detail(
                        "indicator--4d5e6f70-8192-4a3b-9c4d-5e6f708192aa",
                        "2024-04-01T00:00:00.000Z",
                        Optional.of("property 'pattern' is missing"))),
                0,
                List.of());
    }
}
