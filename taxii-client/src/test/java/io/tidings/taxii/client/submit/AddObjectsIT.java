package io.tidings.taxii.client.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.stix.object.StixObject;
import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.failure.RefusedException;
import io.tidings.taxii.client.testing.FakeServer;
import io.tidings.taxii.client.testing.FakeServer.Asked;
import io.tidings.taxii.client.testing.TestObjects;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddObjectsIT {
    private static final String COMPLETE = "{\"id\":\"s1\",\"status\":\"complete\",\"total_count\":2,"
            + "\"success_count\":1,\"failure_count\":1,\"pending_count\":0,"
            + "\"failures\":[{\"id\":\"a--b\",\"message\":\"no\"}],\"x_extra\":true}";
    private static final String PENDING = "{\"id\":\"s1\",\"status\":\"pending\",\"total_count\":2,"
            + "\"success_count\":1,\"failure_count\":0,\"pending_count\":1}";

    private volatile BiConsumer<HttpServerRequest, Asked> answer = (request, asked) -> accepted(request, COMPLETE);
    private final FakeServer server = FakeServer.http((request, asked) -> answer.accept(request, asked));
    private final TaxiiClient client = new TaxiiClient(server.vertx(), server.options());
    private final List<Submitted> results = new ArrayList<>();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static void accepted(HttpServerRequest request, String status) {
        request.response()
                .setStatusCode(request.method().name().equals("POST") ? 202 : 200)
                .putHeader("content-type", FakeServer.TAXII)
                .end(status);
    }

    private void add(int count, SubmitOptions options) throws IOException {
        List<StixObject> objects = IntStream.range(0, count)
                .mapToObj(i -> TestObjects.object(TestObjects.indicator(i)))
                .toList();
        client.add().add(server.collection(), objects.iterator(), options, results::add);
    }

    @Test
    void objectsGoAsTheirBytesInAnEnvelopeWithTheExactType() throws IOException {
        add(2, SubmitOptions.standard());
        Asked asked = server.asked().get(0);
        assertThat(asked.body())
                .isEqualTo("{\"objects\":[" + TestObjects.indicator(0) + "," + TestObjects.indicator(1) + "]}");
        assertThat(asked.header("content-type")).isEqualTo("application/taxii+json;version=2.1");
        var status = results.get(0).status().orElseThrow();
        assertThat(status.failures()).hasSize(1);
        assertThat(status.failures().get(0).version()).isEmpty();
        assertThat(status.customProperties()).containsKey("x_extra");
    }

    @Test
    void envelopesKeepWithinCountAndBytes() throws IOException {
        add(25, new SubmitOptions(1_024, 10, Duration.ZERO));
        assertThat(server.asked())
                .allSatisfy(asked -> assertThat(asked.body().length()).isLessThanOrEqualTo(1_024));
        assertThat(results.stream().mapToInt(r -> r.objects().size()).sum()).isEqualTo(25);
        server.asked().clear();
        add(25, new SubmitOptions(1 << 20, 10, Duration.ZERO));
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void anObjectThatNoEnvelopeHoldsIsReportedNotSent() throws IOException {
        String large = TestObjects.indicator(1).replace("1.10", "\"" + "x".repeat(2_000) + "\"");
        client.add()
                .add(
                        server.collection(),
                        List.of(TestObjects.object(large)).iterator(),
                        new SubmitOptions(1_024, 10, Duration.ZERO),
                        results::add);
        assertThat(results).hasSize(1);
        assertThat(results.get(0).isTooLarge()).isTrue();
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void anEnvelopeFoundTooLargeIsHalvedUntilItFits() throws IOException {
        answer = (request, asked) -> {
            if (asked.body().length() > 500) {
                request.response().setStatusCode(413).end();
            } else {
                accepted(request, COMPLETE);
            }
        };
        add(8, SubmitOptions.standard());
        assertThat(results).hasSize(4).noneMatch(Submitted::isTooLarge);
    }

    @Test
    void aPendingStatusIsPolledUntilComplete() throws IOException {
        AtomicInteger polls = new AtomicInteger();
        answer = (request, asked) -> accepted(request, polls.getAndIncrement() < 3 ? PENDING : COMPLETE);
        add(2, SubmitOptions.standard());
        assertThat(results.get(0).status().orElseThrow().isComplete()).isTrue();
        assertThat(server.pauses())
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(server.asked().get(3).uri()).isEqualTo("/api1/status/s1/");
    }

    @Test
    void aStatusTheServerForgotIsReturnedPending() throws IOException {
        answer = (request, asked) -> {
            if (request.method().name().equals("POST")) {
                accepted(request, PENDING);
            } else {
                request.response().setStatusCode(404).end();
            }
        };
        add(2, SubmitOptions.standard());
        assertThat(results.get(0).status().orElseThrow().isComplete()).isFalse();
    }

    @Test
    void aPostIsRepeatedWhereTheServerIsBusyAndNotWhereItRefuses() throws IOException {
        AtomicInteger count = new AtomicInteger();
        answer = (request, asked) -> {
            if (count.getAndIncrement() == 0) {
                request.response().setStatusCode(503).end();
            } else {
                accepted(request, COMPLETE);
            }
        };
        add(1, SubmitOptions.standard());
        assertThat(server.asked()).hasSize(2);
        answer = (request, asked) -> request.response().setStatusCode(403).end();
        assertThatThrownBy(() -> add(1, SubmitOptions.standard()))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
    }

    @Test
    void aDeleteAlwaysNamesTheVersions() throws IOException {
        answer = (request, asked) -> request.response().end();
        client.delete().delete(server.collection(), TestObjects.id(1), List.of("all"));
        assertThat(server.asked().get(0).method()).isEqualTo("DELETE");
        assertThat(server.asked().get(0).uri()).endsWith("/objects/" + TestObjects.id(1) + "/?match%5Bversion%5D=all");
    }
}
