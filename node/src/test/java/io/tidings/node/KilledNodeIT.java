package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of serving processes in the midst of intake, reading, deleting and following: what was acknowledged is
 * there, byte for byte, no stamp is given twice, and pollers and the follower go on without gap or repeat (I-1, I-3, I-4).
 *
 * <p>{@code -Dtidings.kill.rounds=100} kills a hundred times; {@code -Dtidings.kill.seed} repeats a run's choices.
 */
class KilledNodeIT {
    private static final int ROUNDS = Integer.getInteger("tidings.kill.rounds", 2);
    private static final long SEED = Long.getLong("tidings.kill.seed", 1L);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS) // what was lost, if ever, is to be looked at
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Random random = new Random(SEED);
    private TestNode source;
    private TestNode follower;
    private NodeProcess sourceProcess;
    private NodeProcess followerProcess;

    @BeforeEach
    void aSourceAndItsFollower() throws Exception {
        source = TestNode.create(vertx, directory.resolve("a"), "Bank A").start();
        follower = TestNode.create(vertx, directory.resolve("b"), "Bank B").start();
        source.addCollection("inbox");
        source.addClient("tip", "a password", "inbox");
        follower.addCollection("from-a");
        follower.addClient("tip", "a password", "from-a");
        source.agreeWith(follower, "bank-b").mayRead("inbox", Tlp.RED).write();
        follower.agreeWith(source, "bank-a").follow("inbox", "from-a").write();
        source.stop();
        follower.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void stop() {
        for (NodeProcess process : new NodeProcess[] {sourceProcess, followerProcess}) {
            if (process != null) {
                process.close();
            }
        }
    }

    @Test
    void allThatWasAcknowledgedIsThereAndNobodySeesAGapOrARepeat() throws Exception {
        MixedLoad load = new MixedLoad(source.clientRoot(), SEED);
        sourceProcess = serve(source);
        followerProcess = serve(follower);
        for (int round = 0; round < ROUNDS; round++) {
            load.run(5 + random.nextInt(25), random.nextInt(250), this::killSome);
            restart();
            load.poll();
            assertThat(load.acknowledgedAndNotPolled())
                    .as("round %s, seed %s", round, SEED)
                    .isEmpty();
            System.out.printf(
                    "round %d: %d acknowledged, %d deleted, %d polled, follower %s%n",
                    round,
                    load.acknowledged().size(),
                    load.deleted().size(),
                    load.polled().size(),
                    followerProcess.isAlive());
        }
        load.assertThatThePollersSawNoGapAndNoRepeat();
        HeldLog atSource = HeldLog.of(new TaxiiCaller(source.clientRoot(), "tip", "a password"), "inbox");
        atSource.assertThatBytesAreAsSentAndNothingIsThereTwice();
        Set<String> ofSource = new HashSet<>(atSource.ids());
        assertThat(MixedLoad.missing(load.acknowledged(), ofSource)).isEmpty();
        assertThat(load.deleted().stream().filter(ofSource::contains)).isEmpty();

        TaxiiCaller reader = new TaxiiCaller(follower.clientRoot(), "tip", "a password");
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> MixedLoad.missing(
                                ofSource,
                                new HashSet<>(HeldLog.of(reader, "from-a").ids()))
                        .isEmpty());
        HeldLog.of(reader, "from-a").assertThatBytesAreAsSentAndNothingIsThereTwice();
    }

    private void killSome() {
        try {
            if (random.nextInt(3) == 0) {
                followerProcess.kill();
            }
            sourceProcess.kill();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void restart() throws Exception {
        sourceProcess = serve(source);
        if (!followerProcess.isAlive()) {
            followerProcess = serve(follower);
        }
    }

    private static NodeProcess serve(TestNode node) throws Exception {
        return NodeProcess.serve(node.home.directory(), "-Xmx512m");
    }
}
