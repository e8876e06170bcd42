package io.tidings.node.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.ClientNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Elastic's {@code ti_custom}: straight to the objects' URL; up to 1.8.2 without {@code added_after} on the pages after the
 * first; the cursor is the header of the last page, also of an empty one.
 */
class ElasticIT extends Replay {
    @Test
    void withMicrosecondsItHoldsEverythingOnce() throws Exception {
        Poll poll = new Poll(ChronoUnit.MICROS);
        pollWhileOthersWrite(poll);
        assertThat(poll.received).containsExactlyElementsOf(node.written());
    }

    @Test
    void anOldOneThatCutsToSecondsRepeatsAndLosesNothing() throws Exception {
        Poll poll = new Poll(ChronoUnit.SECONDS);
        pollWhileOthersWrite(poll);
        assertThat(new LinkedHashSet<>(poll.received)).containsExactlyElementsOf(node.written());
    }

    private void pollWhileOthersWrite(Poll poll) throws Exception {
        poll.run();
        for (int n = 0; n < 5; n++) {
            node.write(40 + 111 * n);
            poll.run();
            poll.run();
        }
    }

    private final class Poll {
        private final ChronoUnit kept;
        private final List<String> received = new ArrayList<>();
        private String cursor = "2026-01-01T00:00:00Z";

        Poll(ChronoUnit kept) {
            this.kept = kept;
        }

        void run() throws Exception {
            String query = "?match%5Bversion%5D=all&limit=100&added_after=" + cursor;
            boolean more = true;
            while (more) {
                ClientNode.Reply page = node.get(
                        objects() + query,
                        Map.of("Accept", "application/json", "Authorization", "Basic " + ClientNode.credentials()));
                assertThat(page.status()).as(page.text()).isIn(200, 206);
                received.addAll(page.ids());
                cursor = page.header("X-Taxii-Date-Added-Last")
                        .map(at -> Instant.parse(at).truncatedTo(kept).toString())
                        .orElse("lost");
                more = page.json().path("more").asBoolean();
                query = "?limit=100&next=" + page.json().path("next").asText();
            }
        }
    }
}
