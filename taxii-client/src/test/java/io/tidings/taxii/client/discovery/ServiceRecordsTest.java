package io.tidings.taxii.client.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.client.discovery.ServiceRecords.Target;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServiceRecordsTest {
    @Test
    void lowerPrioritiesComeFirstAndThePortIsKept() {
        List<URI> urls = ServiceRecords.inOrder(
                List.of(
                        new Target(20, 0, "spare.example", 443),
                        new Target(10, 5, "hub.example", 6443),
                        new Target(0, 0, "", 443)),
                new Random(1));
        assertThat(urls)
                .containsExactly(
                        URI.create("https://hub.example:6443/taxii2/"), URI.create("https://spare.example/taxii2/"));
    }

    @Test
    void amongEqualsTheHeavierComesFirstMoreOften() {
        Random random = new Random(2);
        Map<URI, Integer> firsts = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            URI first = ServiceRecords.inOrder(
                            List.of(new Target(0, 30, "a.example", 443), new Target(0, 10, "b.example", 443)), random)
                    .get(0);
            firsts.merge(first, 1, Integer::sum);
        }
        assertThat(firsts.get(URI.create("https://a.example/taxii2/"))).isBetween(650, 850);
    }
}
