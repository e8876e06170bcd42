package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a serving process in the midst of intake: what was acknowledged is there (I-3, I-4). */
class KilledNodeIT {
    private static final int ROUNDS = 3;
    private static final int WRITERS = 2;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private Process process;

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void allThatWasAcknowledgedIsThereAndAPollerSeesEachEntryOnce() throws Exception {
        TestNode node = TestNode.create(vertx, directory, "Bank A").start();
        node.addCollection("inbox");
        node.addClient("tip", "a password", "inbox");
        node.stop();
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Poller poller = new Poller(new TaxiiCaller(node.clientRoot(), "tip", "a password"));
        for (int round = 0; round < ROUNDS; round++) {
            process = serve();
            writeUntilKilled(node, round, acknowledged);
            process = serve();
            poller.poll();
            assertThat(new HashSet<>(poller.ids)).as("round " + round).containsAll(acknowledged);
            process.destroyForcibly().waitFor();
        }
        assertThat(poller.ids).doesNotHaveDuplicates();
        assertThat(poller.stamps).isSorted().doesNotHaveDuplicates();
    }

    private void writeUntilKilled(TestNode node, int round, Set<String> acknowledged) throws Exception {
        AtomicBoolean killed = new AtomicBoolean();
        CountDownLatch someWritten = new CountDownLatch(5 + new Random(round).nextInt(20));
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            Feed feed = new Feed(1_000L * round + w);
            TaxiiCaller caller = new TaxiiCaller(node.clientRoot(), "tip", "a password");
            int batch = w == 0 ? 200 : 3;
            Thread writer = new Thread(() -> {
                while (!killed.get()) {
                    post(caller, feed, batch, acknowledged);
                    someWritten.countDown();
                }
            });
            writers.add(writer);
            writer.start();
        }
        someWritten.await();
        process.destroyForcibly().waitFor();
        killed.set(true);
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private static void post(TaxiiCaller caller, Feed feed, int count, Set<String> acknowledged) {
        List<String> ids = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = feed.id();
            ids.add(id);
            objects.add(Feed.indicator(id, "2026-01-01T00:00:00.000Z", Feed.GREEN));
        }
        try {
            TaxiiCaller.Answer answer = caller.post("collections/inbox/objects/", Feed.envelope(objects));
            if (answer.status() == 202 && answer.json().path("success_count").asInt() == count) {
                acknowledged.addAll(ids);
            }
        } catch (IOException | InterruptedException cutOff) {
            // The process was killed before it answered: nothing was acknowledged.
            assertThat(cutOff).isNotNull();
        }
    }

    private Process serve() throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.tidings.node.Main",
                        "serve",
                        "--home",
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertThat(line).as("the line of a node that serves").startsWith("ready https://");
        return started;
    }

    /** Goes by the header of the last page, across all restarts. */
    private static final class Poller {
        private final TaxiiCaller caller;
        private final List<String> ids = new ArrayList<>();
        private final List<String> stamps = new ArrayList<>();
        private String watermark = "2026-01-01T00:00:00.000000Z";

        Poller(TaxiiCaller caller) {
            this.caller = caller;
        }

        void poll() throws Exception {
            boolean more = true;
            while (more) {
                String query = "?limit=500&added_after=" + watermark;
                TaxiiCaller.Answer manifest = caller.get("collections/inbox/manifest/" + query);
                JsonNode page = manifest.json();
                page.path("objects").forEach(entry -> {
                    ids.add(entry.path("id").asText());
                    stamps.add(entry.path("date_added").asText());
                });
                watermark = manifest.header("X-TAXII-Date-Added-Last").orElseThrow();
                more = page.path("more").asBoolean();
            }
        }
    }
}
