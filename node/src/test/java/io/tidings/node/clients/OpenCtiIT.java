package io.tidings.node.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.node.ClientNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * OpenCTI's TAXII ingestion: one page a tick; {@code next} together with the original {@code added_after}; no move on an
 * empty page; after the last page the watermark is the header, cut to milliseconds.
 */
class OpenCtiIT extends Replay {
    @Test
    void itHoldsEverythingOnceThoughOthersWriteBetweenItsPages() throws Exception {
        Ingestion ingestion = new Ingestion();
        node.write(2_300);
        for (int tick = 0; tick < 6; tick++) {
            ingestion.tick();
            node.write(1 + 37 * tick);
        }
        for (int tick = 0; tick < 6; tick++) {
            ingestion.tick();
        }
        assertThat(ingestion.received).containsExactlyElementsOf(node.written());
    }

    @Test
    void anEmptyPageLeavesItWhereItWas() throws Exception {
        Ingestion ingestion = new Ingestion();
        ingestion.tick();
        node.write(3);
        ingestion.tick();
        ingestion.tick();
        node.write(2);
        ingestion.tick();
        assertThat(ingestion.received).containsExactlyElementsOf(node.written());
    }

    private final class Ingestion {
        private final List<String> received = new ArrayList<>();
        private String addedAfter = "2026-01-01T00:00:00.000Z";
        private String next = "";

        void tick() throws Exception {
            String query = "?added_after=" + addedAfter + (next.isEmpty() ? "" : "&next=" + next);
            ClientNode.Reply reply = node.get(
                    objects() + query, Map.of("Accept", TAXII, "Authorization", "Basic " + ClientNode.credentials()));
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            if (reply.ids().isEmpty()) {
                assertThat(reply.json().path("more").asBoolean())
                        .as("an empty page with more would hold it for ever")
                        .isFalse();
                return;
            }
            received.addAll(reply.ids());
            JsonNode page = reply.json();
            if (page.path("more").asBoolean()) {
                assertThat(page.path("next").isTextual()).isTrue();
                next = page.path("next").asText();
            } else {
                next = "";
                addedAfter = Instant.parse(
                                reply.header("X-TAXII-Date-Added-Last").orElseThrow())
                        .truncatedTo(ChronoUnit.MILLIS)
                        .toString();
            }
        }
    }
}
