package io.tidings.node.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.node.ClientNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Palo Alto XSOAR's TAXII 2 feed: 2.1 first, 2.0 only after a 406; API root by the last part of its path, collection by
 * title; {@code match[type]} with relationships; pages of 100 to the first envelope without objects; the watermark is the
 * newest {@code modified}.
 */
class XsoarIT extends Replay {
    private static final String TAXII_20 = "application/vnd.oasis.taxii+json; version=2.0";

    private Map<String, String> accepting(String type) {
        return Map.of("Accept", type, "Authorization", "Basic " + ClientNode.credentials());
    }

    @Test
    void itFindsItsWayByNameAndHoldsEverything() throws Exception {
        JsonNode discovery =
                node.get(node.base() + "/taxii2/", accepting(TAXII)).json();
        String root = "";
        for (JsonNode each : discovery.path("api_roots")) {
            if (each.asText().replaceAll("/$", "").endsWith("/shared")) {
                root = each.asText();
            }
        }
        JsonNode collections =
                node.get(root + "collections/", accepting(TAXII)).json().path("collections");
        List<String> titled = new ArrayList<>();
        collections.forEach(each -> {
            if (each.path("title").asText().equals("shared")) {
                titled.add(each.path("id").asText());
            }
        });
        assertThat(titled).as("collections of that title").containsExactly(node.collection());

        List<String> received = new ArrayList<>();
        String watermark = "2025-12-31T00:00:00.000000Z";
        for (int run = 0; run < 3; run++) {
            node.write(170);
            watermark = poll(watermark, received);
        }
        assertThat(new LinkedHashSet<>(received)).containsExactlyElementsOf(node.written());
    }

    private String poll(String watermark, List<String> received) throws Exception {
        String newest = watermark;
        String next = "";
        while (true) {
            ClientNode.Reply page = node.get(
                    objects() + "?limit=100&added_after=" + watermark
                            + "&match%5Btype%5D=indicator%2Crelationship%2Cmalware" + next,
                    accepting(TAXII));
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            if (page.ids().isEmpty()) {
                return newest;
            }
            received.addAll(page.ids());
            for (JsonNode object : page.json().path("objects")) {
                String modified = object.path("modified").asText();
                newest = modified.compareTo(newest) > 0 ? modified : newest;
            }
            if (!page.json().path("more").asBoolean()) {
                return newest;
            }
            next = "&next=" + page.json().path("next").asText();
        }
    }

    @Test
    void version20IsNotAcceptableAndSaysSo() throws Exception {
        ClientNode.Reply old = node.get(node.base() + "/taxii2/", accepting(TAXII_20));
        assertThat(old.status()).isEqualTo(406);
        assertThat(old.json().path("http_status").asText()).isEqualTo("406");
    }
}
