package io.tidings.taxii.server.objects;

import static io.tidings.taxii.server.testing.Dataset.INDICATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.server.testing.Client;
import io.tidings.taxii.server.testing.Client.Reply;
import io.tidings.taxii.server.testing.Dataset;
import io.tidings.taxii.server.testing.RunningServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeleteObjectIT {
    private static final String COLLECTION = "/intel/feeds/collections/" + Dataset.WORKING_SET + "/";
    private static final String OBJECT = COLLECTION + "objects/" + INDICATOR + "/";

    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.start(Dataset.backend());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Reply delete(String target) {
        return server.client().send("DELETE", target);
    }

    @Test
    void successHasTheTypeAndNoBody() {
        Reply reply = delete(OBJECT);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).contains(Client.TAXII);
        assertThat(reply.header("Content-Length")).contains("0");
        assertThat(reply.text()).isEmpty();
    }

    @Test
    void withoutAVersionAllOfThemGo() {
        delete(OBJECT);
        assertThat(server.client().get(OBJECT).status()).isEqualTo(404);
        assertThat(server.client().get(OBJECT + "versions/").status()).isEqualTo(404);
        assertThat(server.client()
                        .get(COLLECTION + "objects/?match[version]=all")
                        .ids())
                .doesNotContain(INDICATOR);
        assertThat(server.client()
                        .get(COLLECTION + "manifest/?match[version]=all")
                        .ids())
                .doesNotContain(INDICATOR);
    }

    @Test
    void oneVersionGoesAndTheOthersStay() {
        String version = "?match[version]=2024-02-01T00:00:00.000Z";
        assertThat(delete(OBJECT + version).status()).isEqualTo(200);
        assertThat(server.client().get(OBJECT + version).status()).isEqualTo(404);
        assertThat(server.client().get(OBJECT + "versions/").json().get("versions"))
                .hasSize(2);
        assertThat(delete(OBJECT + "?match[version]=last").status()).isEqualTo(200);
        assertThat(server.client().get(OBJECT).json().at("/objects/0/modified").asText())
                .isEqualTo("2024-01-01T00:00:00.000Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?match[version]=2020-01-01T00:00:00.000Z", "?match[spec_version]=2.0"})
    void whatMatchesNothingIsNotFound(String query) {
        assertThat(delete(OBJECT + query).status()).isEqualTo(404);
    }

    @Test
    void anUnknownObjectIsNotFoundAndABadVersionIsABadRequest() {
        assertThat(delete(COLLECTION + "objects/x/").status()).isEqualTo(404);
        assertThat(delete(OBJECT + "?match[version]=all,last").status()).isEqualTo(400);
    }
}
