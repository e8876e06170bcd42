package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The race that loses objects elsewhere: writers of unequal batch size and a poller that goes by
 * {@code X-TAXII-Date-Added-Last}, over HTTPS, against a real node (I-4).
 */
class RaceIT {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private TestNode node;
    private TaxiiCaller caller;

    /** One writer: how many objects in each post, and how many posts. */
    private record Writer(int objects, int posts) {}

    @BeforeEach
    void start() throws Exception {
        node = TestNode.create(vertx, directory, "Bank A").start();
        node.addCollection("inbox");
        node.addClient("tip", "a password", "inbox");
        caller = new TaxiiCaller(node.clientRoot(), "tip", "a password");
    }

    @AfterEach
    void stop() {
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    static Stream<Arguments> writers() {
        return Stream.of(
                Arguments.of(List.of(new Writer(20, 40))),
                Arguments.of(List.of(new Writer(300, 4), new Writer(20, 40))),
                Arguments.of(List.of(new Writer(20, 40), new Writer(20, 40))),
                Arguments.of(List.of(new Writer(1, 200), new Writer(1, 200))));
    }

    @ParameterizedTest
    @MethodSource("writers")
    void aPollerThatKeepsMicrosecondsLosesNothingAndSeesNothingTwice(List<Writer> writers) throws Exception {
        Seen seen = race(writers, watermark -> watermark);
        assertThat(seen.ids).hasSize(seen.posted.size()).containsExactlyInAnyOrderElementsOf(seen.posted);
    }

    @ParameterizedTest
    @MethodSource("writers")
    void aPollerThatCutsItsWatermarkToMillisecondsLosesNothing(List<Writer> writers) throws Exception {
        Seen seen = race(
                writers,
                watermark ->
                        Instant.parse(watermark).truncatedTo(ChronoUnit.MILLIS).toString());
        assertThat(new HashSet<>(seen.ids)).containsExactlyInAnyOrderElementsOf(seen.posted);
    }

    private record Seen(Set<String> posted, List<String> ids) {}

    private Seen race(List<Writer> writers, UnaryOperator<String> watermarkAsKept) throws Exception {
        Set<String> posted = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(writers.size());
        List<Future<?>> writing = new ArrayList<>();
        for (int i = 0; i < writers.size(); i++) {
            Writer writer = writers.get(i);
            Feed feed = new Feed(i);
            writing.add(threads.submit(() -> write(writer, feed, posted)));
        }
        Poller poller = new Poller(watermarkAsKept);
        while (writing.stream().anyMatch(writer -> !writer.isDone())) {
            poller.poll();
        }
        for (Future<?> writer : writing) {
            writer.get();
        }
        poller.poll();
        threads.shutdown();
        return new Seen(posted, poller.ids);
    }

    private Void write(Writer writer, Feed feed, Set<String> posted) throws Exception {
        for (int i = 0; i < writer.posts(); i++) {
            List<String> ids = new ArrayList<>();
            List<String> objects = new ArrayList<>();
            for (int n = 0; n < writer.objects(); n++) {
                String id = feed.id();
                ids.add(id);
                objects.add(Feed.indicator(id, "2026-01-01T00:00:00.000Z", Feed.GREEN));
            }
            TaxiiCaller.Answer answer = caller.post("collections/inbox/objects/", Feed.envelope(objects));
            assertThat(answer.status()).as(answer.text()).isEqualTo(202);
            assertThat(answer.json().path("success_count").asInt()).isEqualTo(writer.objects());
            posted.addAll(ids);
        }
        return null;
    }

    /** Follows the header of the last page, as OpenCTI and others do. */
    private final class Poller {
        private final UnaryOperator<String> watermarkAsKept;
        private final List<String> ids = new ArrayList<>();
        private String watermark = "2026-01-01T00:00:00.000000Z";

        Poller(UnaryOperator<String> watermarkAsKept) {
            this.watermarkAsKept = watermarkAsKept;
        }

        void poll() throws Exception {
            boolean more = true;
            while (more) {
                TaxiiCaller.Answer answer =
                        caller.get("collections/inbox/objects/?limit=100&added_after=" + watermark);
                assertThat(answer.status()).isEqualTo(200);
                JsonNode page = answer.json();
                page.path("objects").forEach(object -> ids.add(object.path("id").asText()));
                watermark = watermarkAsKept.apply(
                        answer.header("X-TAXII-Date-Added-Last").orElseThrow());
                more = page.path("more").asBoolean();
            }
        }
    }
}
