package io.tidings.taxii.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.taxii.server.testing.Client;
import org.junit.jupiter.api.Test;

/** Splunk's CTIS app: taxii2-client with Basic, posts a bundle, asks for the status until it is complete. */
class SplunkIT extends ClientReplay {
    @Test
    void aBundleIsTakenAndItsStatusIsComplete() {
        Client client = server.client().with("User-Agent", "taxii2-client/2.3.0");
        assertThat(client.get(ROOT + "collections/").json().get("collections"))
                .anyMatch(collection -> collection.get("can_write").asBoolean());
        JsonNode posted = client.post(OBJECTS, BUNDLE).json();
        JsonNode status =
                client.get(ROOT + "status/" + posted.get("id").asText() + "/").json();
        assertThat(status.get("status").asText()).isEqualTo("complete");
        assertThat(status.get("success_count").asInt()).isEqualTo(1);
    }
}
