package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.node.api.client.RunningNodes;
import io.tidings.node.identity.Secrets;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.Operations;
import io.tidings.node.recall.RecallReport;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the midst of recalls: what is recalled is gone and told, and the rest is as it was. */
class KilledRecallIT {
    private static final int OBJECTS = 60;
    private static final int DONE_BEFORE = 5;

    @TempDir
    private Path directory;

    @Test
    void aRecallIsFinishedOrWasNever() throws Exception {
        Vertx vertx = Vertx.vertx();
        TestNode company = TestNode.create(vertx, directory.resolve("company"), "Lighthouse")
                .start();
        TestNode bank =
                TestNode.create(vertx, directory.resolve("bank"), "Bank A").start();
        List<String> published = new Feed(31).indicators(OBJECTS, Feed.GREEN);
        List<String> ids = published.stream().map(Feed::idOf).toList();
        try {
            company.addCollection("feed");
            bank.addCollection("from-company");
            company.agreeWith(bank, "bank-a").mayRead("feed", Tlp.RED).write();
            bank.agreeWith(company, "company")
                    .authoritativeFor(Feed.LIGHTHOUSE)
                    .follow("feed", "from-company", Duration.ofHours(1))
                    .write();
            company.operations().publish("feed", Feed.content(published), "test", p -> {});
            followed(bank);
            company.stop();

            Set<String> acknowledged = recallUntilKilled(company, ids);
            company.start();

            Set<String> recalled = company.operations().recalls().list().stream()
                    .map(RecallReport::object)
                    .collect(Collectors.toSet());
            assertThat(recalled).containsAll(acknowledged).hasSizeLessThan(OBJECTS);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(ids.stream().filter(id -> !holds(company, id)))
                            .containsExactlyInAnyOrderElementsOf(recalled));
            assertThat(company.operations().recalls().list())
                    .allSatisfy(recall -> assertThat(recall.told())
                            .extracting(RecallReport.Told::who)
                            .containsExactly("peer:bank-a"));
            followed(bank);
            assertThat(bank.operations().recalls().list())
                    .extracting(RecallReport::object)
                    .containsExactlyInAnyOrderElementsOf(recalled);
        } finally {
            company.close();
            bank.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** Returns those of which the operator was told that they are recalled. */
    private static Set<String> recallUntilKilled(TestNode company, List<String> ids) throws Exception {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        NodeProcess process = NodeProcess.serve(company.home.directory(), "-Xmx256m");
        try {
            Operations running = new RunningNodes(new SecureRandom())
                    .find(company.home, () -> new Secrets(company.home.secrets(), new SecureRandom()).operatorKey())
                    .orElseThrow();
            CompletableFuture<Void> recalling = CompletableFuture.runAsync(() -> {
                for (String id : ids) {
                    running.recalls().recall(id, Optional.empty(), "wrong");
                    acknowledged.add(id);
                }
            });
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> acknowledged.size() >= DONE_BEFORE || recalling.isDone());
        } finally {
            process.kill();
        }
        return Set.copyOf(acknowledged);
    }

    private static void followed(TestNode node) {
        assertThat(node.operations().follow(Optional.empty(), p -> {}))
                .allSatisfy(report -> assertThat(report.error()).isEmpty());
    }

    private static boolean holds(TestNode node, String id) {
        try {
            return !node.operations().trace(id).versions().isEmpty();
        } catch (OperationException gone) {
            return false;
        }
    }
}
