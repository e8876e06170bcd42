package io.tidings.taxii.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.server.testing.Client;
import io.tidings.taxii.server.testing.Client.Reply;
import org.junit.jupiter.api.Test;

/** Elastic's ti_custom: goes straight to the objects, chooses its own Accept, once lost added_after on page two. */
class ElasticIT extends ClientReplay {
    private Client client() {
        return server.client().with("Accept", "application/json");
    }

    @Test
    void aSecondPageWithoutItsFiltersIsStillTheSecondPage() {
        Reply first = client().get(
                        OBJECTS
                                + "?added_after=2024-05-01T08:00:10.000001Z&match%5Bversion%5D=all&match%5Btype%5D=indicator%2Cmalware&limit=1");
        Reply second = client().get(OBJECTS + "?limit=5&next=" + first.next().orElseThrow());
        assertThat(first.json().at("/objects/0/type").asText()).isEqualTo("malware");
        assertThat(second.json().get("objects"))
                .hasSize(2)
                .allMatch(o -> o.get("type").asText().equals("indicator"));
    }

    @Test
    void timesWithoutFractionsAreRead() {
        assertThat(client().get(OBJECTS + "?added_after=2024-05-01T08:00:20Z").ids())
                .hasSize(1);
    }

    @Test
    void anEmptyPageKeepsTheWatermark() {
        Reply empty = client().get(OBJECTS + "?added_after=2024-05-01T08:00:40.000000Z");
        assertThat(empty.text()).isEqualTo("{}");
        assertThat(empty.header("X-Taxii-Date-Added-Last")).contains("2024-05-01T08:00:40.000000Z");
    }
}
