package io.tidings.taxii.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.taxii.server.testing.Client;
import io.tidings.taxii.server.testing.Client.Reply;
import io.tidings.taxii.server.testing.Dataset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** taxii2-client, the OASIS client in Python. */
class OasisClientIT extends ClientReplay {
    private Client client() {
        return server.client().with("User-Agent", "taxii2-client/2.3.0").with("Authorization", "Token s3cret");
    }

    @Test
    void theDefaultRootEqualsAnEntryAndRequiredPropertiesAreThere() {
        JsonNode discovery = client().get("/taxii2/").json();
        assertThat(discovery.get("api_roots")).contains(discovery.get("default"));
        JsonNode root = client().get(ROOT).json();
        assertThat(root.hasNonNull("title") && root.hasNonNull("versions") && root.hasNonNull("max_content_length"))
                .isTrue();
    }

    @Test
    void aCollectionAskedForByAliasShowsWhatIsInTheUrl() {
        assertThat(client().get(ROOT + "collections/analyst-set/")
                        .json()
                        .get("id")
                        .asText())
                .isEqualTo("analyst-set");
        assertThat(client().get(COLLECTION).json().get("id").asText()).isEqualTo(Dataset.WORKING_SET.toString());
    }

    @Test
    void asPagesFinishesThoughItChangesTheLimitOnTheWay() {
        backend.pageCap(2);
        List<String> ids = new ArrayList<>();
        String query = "?match%5Bversion%5D=all";
        Reply page = client().get(COLLECTION + "manifest/" + query);
        ids.addAll(page.ids());
        while (page.more()) {
            int got = page.ids().size();
            page = client().get(COLLECTION + "manifest/" + query + "&limit=" + got + "&next="
                    + page.next().orElseThrow());
            ids.addAll(page.ids());
        }
        assertThat(ids).hasSize(5);
    }

    @Test
    void theCountsOfAStatusFitItsLists() {
        JsonNode status = client().post(OBJECTS, "{\"objects\":[" + Dataset.fresh(1) + ",{}]}")
                .json();
        assertThat(status.get("success_count").asInt()
                        + status.get("failure_count").asInt()
                        + status.get("pending_count").asInt())
                .isEqualTo(status.get("total_count").asInt());
        assertThat(status.get("successes")).hasSize(status.get("success_count").asInt());
        assertThat(status.get("failures")).hasSize(status.get("failure_count").asInt());
    }
}
