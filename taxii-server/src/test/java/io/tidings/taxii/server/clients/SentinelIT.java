package io.tidings.taxii.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.server.testing.Client.Reply;
import io.tidings.taxii.server.testing.Dataset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Microsoft Sentinel: Basic only, root and collection id, polls every minute with a look-back. */
class SentinelIT extends ClientReplay {
    @Test
    void aPollIsInOrderOfAdditionAndTheNextRepeatsNothing() {
        Reply first = server.client().get(OBJECTS + "?added_after=2024-04-01T00:00:00.000Z");
        List<String> dates = new ArrayList<>();
        server.client()
                .get(COLLECTION + "manifest/?added_after=2024-04-01T00:00:00.000Z")
                .json()
                .get("objects")
                .forEach(entry -> dates.add(entry.get("date_added").asText()));
        assertThat(dates).isSorted().doesNotHaveDuplicates().hasSize(first.ids().size());
        String watermark = first.header("X-TAXII-Date-Added-Last").orElseThrow();
        server.client().post(OBJECTS, "{\"objects\":[" + Dataset.fresh(1) + "]}");
        assertThat(server.client().get(OBJECTS + "?added_after=" + watermark).ids())
                .hasSize(1);
    }
}
