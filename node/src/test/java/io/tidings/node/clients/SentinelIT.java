package io.tidings.node.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.ClientNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Microsoft Sentinel: Basic only; API root and collection id are typed in; a poll a minute with {@code added_after}, first
 * with a look-back. What comes out of order, or twice, is ingested and billed twice.
 */
class SentinelIT extends Replay {
    @Test
    void everyPollBringsWhatIsNewInOrderAndNothingTwice() throws Exception {
        node.write(1_200);
        Connector connector =
                new Connector(Instant.now().minus(1, ChronoUnit.DAYS).toString());
        for (int poll = 0; poll < 5; poll++) {
            connector.poll();
            node.write(3 + 100 * poll);
        }
        connector.poll();
        connector.poll();
        assertThat(connector.received).containsExactlyElementsOf(node.written());
    }

    @Test
    void aLookBackToTheFutureOfTheLogBringsNothing() throws Exception {
        node.write(10);
        Connector connector =
                new Connector(Instant.now().plus(1, ChronoUnit.DAYS).toString());
        connector.poll();
        assertThat(connector.received).isEmpty();
    }

    private final class Connector {
        private final List<String> received = new ArrayList<>();
        private String watermark;

        Connector(String lookBack) {
            watermark = lookBack;
        }

        void poll() throws Exception {
            String next = "";
            boolean more = true;
            while (more) {
                ClientNode.Reply page = node.get(
                        objects() + "?added_after=" + watermark + next,
                        Map.of("Accept", TAXII, "Authorization", "Basic " + ClientNode.credentials()));
                assertThat(page.status()).as(page.text()).isEqualTo(200);
                received.addAll(page.ids());
                more = page.json().path("more").asBoolean();
                next = "&next=" + page.json().path("next").asText();
                if (!more) {
                    watermark = page.header("X-TAXII-Date-Added-Last").orElse(watermark);
                }
            }
        }
    }
}
