package io.tidings.node.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.ClientNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * MISP: {@code basic} in small letters, URLs joined from base, slash and API root, pages of 50 with an empty {@code next}
 * at first, pushes in envelopes of a bounded length, again from the beginning each time.
 */
class MispIT extends Replay {
    private Map<String, String> headers() {
        return Map.of("Accept", TAXII, "Content-type", TAXII, "Authorization", "basic " + ClientNode.credentials());
    }

    /** The base ends without a slash, the root begins with one: the path has two. */
    private String collections() {
        return node.base() + "/" + "/shared" + "/collections/";
    }

    @Test
    void itFindsTheCollectionAndBrowsesItWhileOthersWrite() throws Exception {
        ClientNode.Reply list = node.get(collections(), headers());
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().path("collections").findValuesAsText("id")).contains(node.collection());

        node.write(130);
        List<String> browsed = new ArrayList<>();
        String next = "";
        boolean more = true;
        while (more) {
            ClientNode.Reply page =
                    node.get(collections() + node.collection() + "/objects/?limit=50&next=" + next, headers());
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            browsed.addAll(page.ids());
            more = page.json().path("more").asBoolean();
            next = page.json().path("next").asText();
            node.write(1);
        }
        assertThat(browsed).startsWith(node.written().subList(0, 130).toArray(new String[0]));
        assertThat(browsed).doesNotHaveDuplicates();
    }

    @Test
    void pushingEverythingAgainAddsOnlyWhatIsNew() throws Exception {
        List<String> all = new ArrayList<>();
        for (int push = 0; push < 3; push++) {
            for (int i = 0; i < 60; i++) {
                all.add(node.fresh());
            }
            for (int from = 0; from < all.size(); from += 50) {
                String envelope =
                        "{\"objects\":[" + String.join(",", all.subList(from, Math.min(all.size(), from + 50))) + "]}";
                ClientNode.Reply pushed =
                        node.post(collections() + node.collection() + "/objects/", headers(), envelope);
                assertThat(pushed.status()).as(pushed.text()).isEqualTo(202);
                assertThat(pushed.json().path("failure_count").asInt()).isZero();
            }
            assertThat(node.held()).hasSize(all.size()).doesNotHaveDuplicates();
        }
    }

    @Test
    void theRootSaysHowLongAnEnvelopeMayBe() throws Exception {
        long bound = node.get(node.base() + "//shared/", headers())
                .json()
                .path("max_content_length")
                .asLong();
        assertThat(bound).isEqualTo(100L << 20);
    }
}
