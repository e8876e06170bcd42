package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.node.api.client.RunningNodes;
import io.tidings.node.identity.Secrets;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.Operations;
import io.tidings.node.operations.PackageImportReport;
import io.tidings.node.operations.PackageOrder;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} in the midst of imports: readers see nothing of a package or all of it, at every moment, and what was
 * begun is finished by itself.
 *
 * <p>{@code -Dtidings.kill.rounds=50} kills as often; {@code -Dtidings.kill.seed} repeats a run's choices.
 */
class KilledImportIT {
    private static final int ROUNDS = Integer.getInteger("tidings.kill.rounds", 1);
    private static final long SEED = Long.getLong("tidings.kill.seed", 1L);
    private static final int OBJECTS = 12_000;

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);

    @Test
    void readersSeeNothingOfAPackageOrAllOfIt() throws Exception {
        Vertx vertx = Vertx.vertx();
        TestNode sender =
                TestNode.create(vertx, directory.resolve("a"), "Bank A").start();
        TestNode receiver =
                TestNode.create(vertx, directory.resolve("b"), "Bank B").start();
        sender.addCollection("indicators");
        receiver.addCollection("from-a");
        receiver.addClient("tip", "a password", "from-a");
        sender.agreeWith(receiver, "bank-b").mayRead("indicators", Tlp.RED).write();
        receiver.agreeWith(sender, "bank-a").mayWrite("from-a", Tlp.RED).write();
        receiver.stop();
        Feed feed = new Feed(SEED);
        TaxiiCaller reader = new TaxiiCaller(receiver.clientRoot(), "tip", "a password");
        try {
            int expected = 0;
            for (int round = 0; round < ROUNDS; round++) {
                sender.operations()
                        .publish("indicators", Feed.content(feed.indicators(OBJECTS, Feed.GREEN)), "feed", p -> {});
                Path file = directory.resolve("p" + round + ".tidings");
                sender.operations().packages().create(order(file), p -> {});
                oneRound(receiver, reader, file, expected, expected + OBJECTS);
                expected += OBJECTS;
            }
        } finally {
            sender.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void oneRound(TestNode receiver, TaxiiCaller reader, Path file, int before, int after) throws Exception {
        NodeProcess process = NodeProcess.serve(receiver.home.directory(), "-Xmx512m");
        CompletableFuture<List<PackageImportReport>> importing =
                CompletableFuture.supplyAsync(() -> take(receiver, file));
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> importing.isDone() || hasBegun(receiver));
            CompletableFuture.runAsync(
                            () -> {},
                            CompletableFuture.delayedExecutor(
                                    random.nextInt(700), java.util.concurrent.TimeUnit.MILLISECONDS))
                    .join();
            int seen = count(reader);
            assertThat(seen).as("while it is taken, seed %s", SEED).isIn(before, after);
        } finally {
            process.kill();
        }
        process = NodeProcess.serve(receiver.home.directory(), "-Xmx512m");
        try {
            int seen = count(reader);
            assertThat(seen).as("after the restart, seed %s", SEED).isIn(before, after);
            if (hasBegun(receiver)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> !hasBegun(receiver));
            }
            assertThat(count(reader)).isIn(before, after);
            PackageImportReport again = take(receiver, file).get(0);
            assertThat(again.isDone()).as(String.valueOf(again.findings())).isTrue();
            assertThat(count(reader)).isEqualTo(after);
            System.out.printf("killed: %d seen after the restart, then %s%n", seen, again.outcome());
        } finally {
            process.kill();
        }
    }

    /** Whether the node has made its copy of a package. */
    private static boolean hasBegun(TestNode node) throws Exception {
        Path spool = node.home.data().resolve("packages");
        if (!Files.isDirectory(spool)) {
            return false;
        }
        try (var files = Files.list(spool)) {
            return files.findAny().isPresent();
        }
    }

    private static List<PackageImportReport> take(TestNode node, Path file) {
        try {
            Operations running = new RunningNodes(new SecureRandom())
                    .find(node.home, () -> new Secrets(node.home.secrets(), new SecureRandom()).operatorKey())
                    .orElseThrow();
            return running.packages().take(file, Optional.empty(), Optional.empty(), p -> {});
        } catch (OperationException killed) {
            return List.of();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int count(TaxiiCaller reader) throws Exception {
        return HeldLog.of(reader, "from-a").ids().size();
    }

    private static PackageOrder order(Path file) {
        return new PackageOrder(
                file, Optional.of("bank-b"), List.of(), "indicators", false, false, true, Optional.empty());
    }
}
