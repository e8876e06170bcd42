package io.tidings.node.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.node.ClientNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Splunk's CTIS app: shows the collections with {@code can_write}, posts a bundle, asks for its status until complete. */
class SplunkIT extends Replay {
    private Map<String, String> headers() {
        return Map.of(
                "Accept",
                TAXII,
                "Content-Type",
                TAXII,
                "User-Agent",
                "taxii2-client/2.3.0",
                "Authorization",
                "Basic " + ClientNode.credentials());
    }

    @Test
    void onlyCollectionsThatItMayWriteSaySo() throws Exception {
        JsonNode collections =
                node.get(root() + "/collections/", headers()).json().path("collections");
        assertThat(StreamSupport.stream(collections.spliterator(), false)
                        .filter(each -> each.path("can_write").asBoolean())
                        .map(each -> each.path("id").asText()))
                .containsExactly(node.collection());
        assertThat(collections).hasSize(2);
    }

    @Test
    void itsBundlesArriveWholeAndTheirStatusAddsUp() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            List<String> objects = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                objects.add(node.fresh());
            }
            sent.addAll(objects);
            String bundle = "{\"type\":\"bundle\",\"id\":\"bundle--6f7a8b9c-0d1e-4f2a-8b3c-4d5e6f7a8b0" + n
                    + "\",\"objects\":[" + String.join(",", objects) + "]}";
            ClientNode.Reply posted = node.post(objects(), headers(), bundle);
            assertThat(posted.status()).as(posted.text()).isEqualTo(202);
            JsonNode status = node.get(
                            root() + "/status/" + posted.json().path("id").asText() + "/", headers())
                    .json();
            assertThat(status.path("status").asText()).isEqualTo("complete");
            assertThat(status.path("total_count").asInt()).isEqualTo(120);
            assertThat(status.path("success_count").asInt()).isEqualTo(120);
            assertThat(status.path("successes")).hasSize(120);
            assertThat(status.path("failure_count").asInt()).isZero();
            assertThat(status.path("pending_count").asInt()).isZero();
            node.write(5);
        }
        assertThat(node.held()).hasSize(sent.size() + 15).doesNotHaveDuplicates();
    }
}
