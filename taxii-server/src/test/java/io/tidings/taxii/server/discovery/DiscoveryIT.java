package io.tidings.taxii.server.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.server.testing.Client;
import io.tidings.taxii.server.testing.Client.Reply;
import io.tidings.taxii.server.testing.Dataset;
import io.tidings.taxii.server.testing.RunningServer;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryIT {
    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.start(Dataset.backend());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void rootsAreAbsoluteAndTheDefaultIsOneOfThem() {
        Reply reply = server.client().get("/taxii2/");
        assertThat(reply.status()).isEqualTo(200);
        String base = "http://127.0.0.1:" + server.port();
        assertThat(reply.json().get("default").asText()).isEqualTo(base + "/intel/feeds/");
        assertThat(reply.json().get("api_roots"))
                .extracting(root -> root.asText())
                .containsExactly(base + "/intel/feeds/", base + "/partners/");
    }

    @Test
    void aConfiguredPublicBaseUrlWinsOverTheHostOfTheRequest() {
        try (RunningServer behindProxy = RunningServer.start(
                Dataset.backend(), options -> options.withPublicBaseUrl(URI.create("https://cti.example.org/")))) {
            Reply reply = behindProxy.client().get("/taxii2/");
            assertThat(reply.json().get("default").asText()).isEqualTo("https://cti.example.org/intel/feeds/");
        }
    }

    @Test
    void anApiRootStatesItsVersionAndItsBound() {
        Reply reply = server.client().get("/intel/feeds/");
        assertThat(reply.json().get("versions").get(0).asText()).isEqualTo(Client.TAXII);
        assertThat(reply.json().get("max_content_length").asLong()).isEqualTo(10_485_760);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/taxii2",
                "/taxii2/",
                "//taxii2/",
                "/intel/feeds",
                "/intel/feeds/",
                "/intel//feeds/",
                "/intel/feeds/collections",
                "/intel/feeds/collections/",
                "/intel/feeds/collections/3f1c1d52-6b0e-4c1e-9b58-0a7d5f5a2c11",
                "/intel/feeds/collections/3f1c1d52-6b0e-4c1e-9b58-0a7d5f5a2c11/objects",
                "/intel/feeds/collections/3f1c1d52-6b0e-4c1e-9b58-0a7d5f5a2c11/manifest"
            })
    void aPathIsServedWithAndWithoutItsSlashAndNeverRedirected(String path) {
        assertThat(server.client().get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api3/",
                "/",
                "/intel/",
                "/intel/feeds/channels/",
                "/intel/feeds/status/",
                "/intel/feeds/status/1-1-1-1-1/",
                "/intel/feeds/collections/none/",
                "/intel/feeds/collections/none/objects/",
                "/intel/feeds/collections/%ff/",
                "/intel%2Ffeeds/",
                "/intel/feeds/collections/a/objects/b/versions/c/"
            })
    void whatIsNotThereIsNotFound(String path) {
        Reply reply = server.client().get(path);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().get("http_status").asText()).isEqualTo("404");
    }

    @Test
    void collectionsAreSortedByIdAndAnEmptyRootHasNoList() {
        Reply reply = server.client().get("/intel/feeds/collections/");
        assertThat(reply.json().get("collections"))
                .extracting(collection -> collection.get("title").asText())
                .containsExactly("Working set", "Published", "Drop box", "Announced only");
        assertThat(server.client().get("/partners/collections/").text()).isEqualTo("{}");
    }

    @Test
    void headAnswersLikeGetWithoutABody() {
        Reply get = server.client().get("/taxii2/");
        Reply head = server.client().send("HEAD", "/taxii2/");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(head.header("Content-Type")).contains(Client.TAXII);
    }

    @Test
    void anUnknownMethodIsToldWhatIsAllowed() {
        Reply reply = server.client().send("PUT", "/taxii2/");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).contains("GET, HEAD, OPTIONS");
        Reply options = server.client().send("OPTIONS", "/intel/feeds/collections/x/objects/");
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).contains("GET, HEAD, OPTIONS, POST");
    }
}
