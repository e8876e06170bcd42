package io.tidings.taxii.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.server.testing.Client;
import io.tidings.taxii.server.testing.Client.Reply;
import org.junit.jupiter.api.Test;

/** OpenCTI's TAXII ingestion: next with the original added_after, one page a tick, watermark from the header. */
class OpenCtiIT extends ClientReplay {
    private Client client() {
        return server.client().with("Authorization", "Bearer s3cret");
    }

    @Test
    void nextIsTakenTogetherWithTheOriginalAddedAfter() {
        String query = OBJECTS + "?match[version]=all&added_after=2024-05-01T08:00:00.000Z&limit=2";
        Reply first = client().get(query);
        assertThat(first.json().get("next").isTextual()).isTrue();
        Reply second = client().get(query + "&next=" + first.next().orElseThrow());
        assertThat(second.ids()).hasSize(2);
        assertThat(second.ids()).isNotEqualTo(first.ids());
    }

    @Test
    void aPageThatSaysMoreIsNeverEmptyAndTheLastHasAWatermark() {
        Reply page = client().get(OBJECTS + "?limit=1");
        while (page.more()) {
            assertThat(page.ids()).isNotEmpty();
            page = client().get(OBJECTS + "?limit=1&next=" + page.next().orElseThrow());
        }
        assertThat(page.header("X-TAXII-Date-Added-Last")).isPresent();
        assertThat(client().get(OBJECTS + "?added_after=2024-05-01T08:00:40.000Z")
                        .header("X-TAXII-Date-Added-Last"))
                .contains("2024-05-01T08:00:40.000000Z");
    }

    @Test
    void anOlderConnectorGetsItsEmptyList() {
        backend.needsEmptyLists("analyst");
        assertThat(client().get(OBJECTS + "?added_after=2030-01-01T00:00:00.000Z")
                        .text())
                .isEqualTo("{\"objects\":[]}");
    }
}
