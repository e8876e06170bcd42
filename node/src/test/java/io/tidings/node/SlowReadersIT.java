package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers of one byte a second against a serving process with a small heap: its memory is bounded, one client's readers
 * leave room for the others' (I-8), and in the end they are cut off. {@link SmallHeapIT} has more of them for longer.
 */
class SlowReadersIT {
    private static final int HEAP = 128;
    private static final int BEYOND_THE_HEAP = 400; // code, threads, network buffers, the store's mapped pages
    private static final int READERS = 24;
    private static final String PAGE = "/shared/collections/inbox/objects/?limit=10000";

    @TempDir
    Path directory;

    @Test
    void theyHoldTheirShareOfTheMemoryUntilTheyAreCutOff() throws Exception {
        Vertx vertx = Vertx.vertx();
        TestNode node =
                TestNode.create(vertx, directory.resolve("node"), "Bank A").start();
        node.addCollection("inbox");
        node.addClient("slow", "a password", "inbox");
        node.addClient("tip", "a password", "inbox");
        node.operations().publish("inbox", Feed.content(new Feed(1).indicators(10_000, Feed.GREEN)), "test", p -> {});
        node.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        Files.writeString(
                node.home.configuration(),
                Files.readString(node.home.configuration())
                        .replace("stall-timeout: 30s", "stall-timeout: 5s")
                        .replace("reply-memory: 64 MiB", "reply-memory: 24 MiB"));
        try (NodeProcess process = NodeProcess.serve(node.home.directory(), "-Xmx" + HEAP + "m")) {
            String request = RawConnection.head("GET", PAGE, "slow", "a password") + "\r\n";
            TaxiiCaller tip = new TaxiiCaller(node.clientRoot(), "tip", "a password");
            try (SlowReaders slow = new SlowReaders(node.clientRoot(), request, READERS)) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> slow.statuses().size() == READERS);
                assertThat(slow.statuses())
                        .as(process.log())
                        .containsOnly(200, 503)
                        .contains(200, 503);
                assertThat(tip.get("collections/inbox/objects/?limit=5000").status())
                        .isEqualTo(200);
                long held =
                        slow.statuses().stream().filter(status -> status == 200).count();
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(process.log()
                                        .lines()
                                        .filter(line -> line.contains("broken off requester=client:slow"))
                                        .count())
                                .isEqualTo(held));
            }
            assertThat(HeldLog.of(tip, "inbox").ids()).hasSize(10_000);
            assertThat(process.log()).doesNotContain("OutOfMemoryError");
            if (process.peakMebibytes().isPresent()) {
                assertThat(process.peakMebibytes().getAsLong()).isLessThan(HEAP + BEYOND_THE_HEAP);
            }
        }
    }
}
