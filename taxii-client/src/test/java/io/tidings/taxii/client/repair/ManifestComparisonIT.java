package io.tidings.taxii.client.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.follow.FollowOptions;
import io.tidings.taxii.client.objects.ObjectsQuery;
import io.tidings.taxii.client.testing.FakeCollection;
import io.tidings.taxii.client.testing.FakeServer;
import io.tidings.taxii.client.testing.TestObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestComparisonIT {
    private volatile boolean hidden;
    private final FakeCollection log = new FakeCollection();
    private final FakeServer server = FakeServer.http((request, asked) -> {
        if (request.path().contains("--") && hidden) {
            request.response().setStatusCode(404).end();
        } else if (hidden && request.path().endsWith("/objects/")) {
            FakeServer.json(request, "{}");
        } else {
            log.answer(request);
        }
    });
    private final TaxiiClient client = new TaxiiClient(server.vertx(), server.options());

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private ComparisonOutcome compare(Set<String> held, List<String> fetched) throws IOException {
        return client.comparison(server.collection(), ObjectsQuery.everything())
                .compare(
                        record -> held.contains(record.id()),
                        batch -> batch.objects()
                                .forEach(object -> fetched.add(object.id().value())));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsMissingIsFetchedAndTheFollowGoesOnFromThere(boolean next) throws IOException {
        log.pageSize = 40;
        log.sendsNext = next;
        IntStream.range(0, 137).forEach(log::add);
        Set<String> held = new HashSet<>();
        IntStream.range(0, 137).filter(i -> i % 3 == 0).forEach(i -> held.add(TestObjects.id(i)));
        List<String> fetched = new ArrayList<>();
        ComparisonOutcome outcome = compare(held, fetched);
        assertThat(outcome.compared()).isEqualTo(137);
        assertThat(outcome.missing()).isEqualTo(91);
        assertThat(outcome.unavailable()).isEmpty();
        held.addAll(fetched);
        assertThat(held).containsExactlyInAnyOrderElementsOf(log.ids());
        assertThat(fetched).doesNotHaveDuplicates();
        log.add(500);
        List<String> followed = new ArrayList<>();
        client.follower(
                        server.collection(),
                        ObjectsQuery.everything(),
                        FollowOptions.standard().verifying())
                .follow(
                        outcome.cursor(),
                        (batch, after) -> batch.objects()
                                .forEach(object -> followed.add(object.id().value())));
        assertThat(followed).containsExactly(TestObjects.id(500));
    }

    @Test
    void whatTheServerListsButDoesNotGiveIsReported() throws IOException {
        log.add(1);
        log.add(2);
        hidden = true;
        ComparisonOutcome outcome = compare(Set.of(), new ArrayList<>());
        assertThat(outcome.fetched()).isZero();
        assertThat(outcome.unavailable()).hasSize(2);
    }
}
