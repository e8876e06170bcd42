package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.node.backup.Restore;
import io.tidings.node.config.NodeHome;
import io.tidings.node.operations.BackupOrder;
import io.tidings.node.operations.FollowReport;
import io.tidings.node.store.JdbcStore;
import io.tidings.node.store.StoreOptions;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** One of two nodes goes back to a backup; the other notices, and nothing is lost or repeated. */
class RestoreHealsIT {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(7);
    private TestNode source;
    private TestNode follower;

    @BeforeEach
    void oneFollowsTheOther() throws Exception {
        source = TestNode.create(vertx, directory.resolve("a"), "Bank A").start();
        follower = TestNode.create(vertx, directory.resolve("b"), "Bank B").start();
        source.addCollection("feed");
        follower.addCollection("from-a");
        source.addClient("tip", "a password", "feed");
        follower.addClient("tip", "a password", "from-a");
        source.agreeWith(follower, "bank-b").mayRead("feed", Tlp.RED).write();
        follower.agreeWith(source, "bank-a")
                .follow("feed", "from-a", Duration.ofHours(1))
                .write();
    }

    @AfterEach
    void stop() {
        source.close();
        follower.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private List<String> publish(int count) throws Exception {
        List<String> objects = feed.indicators(count, Feed.GREEN);
        assertThat(source.operations()
                        .publish("feed", Feed.content(objects), "test", p -> {})
                        .stored())
                .isEqualTo(count);
        return ids(objects);
    }

    private static List<String> ids(List<String> objects) {
        return objects.stream()
                .map(object -> object.replaceAll("(?s).*?\"id\": \"([^\"]+)\".*", "$1"))
                .toList();
    }

    private void follow() {
        // A peer that was just started again may be busy yet.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            FollowReport report =
                    follower.operations().follow(Optional.empty(), p -> {}).get(0);
            assertThat(report.error()).isEmpty();
            assertThat(report.caughtUp()).isTrue();
        });
    }

    private static List<String> held(TestNode node, String collection) throws Exception {
        TaxiiCaller caller = new TaxiiCaller(node.clientRoot(), "tip", "a password");
        JsonNode page =
                caller.get("collections/" + collection + "/objects/?limit=1000").json();
        assertThat(page.path("more").asBoolean()).isFalse();
        List<String> held = new ArrayList<>();
        page.path("objects").forEach(object -> held.add(object.path("id").asText()));
        return held;
    }

    private static TestNode restored(TestNode node, Path backup, Path home) throws Exception {
        new Restore(Clock.systemUTC(), new SecureRandom())
                .restore(backup, Optional.empty(), new NodeHome(home), false, p -> {});
        return node.in(home);
    }

    private Path backup(TestNode node) {
        Path file = directory.resolve("node.tidings");
        node.operations().backup(BackupOrder.plain(file, true), p -> {});
        return file;
    }

    @Test
    void aFollowerEndsWithEverythingOfBothFutures() throws Exception {
        List<String> before = publish(50);
        follow();
        Path backup = backup(source);
        List<String> lost = publish(30);
        follow();
        String next = anOpenPage();
        source.stop();

        ListAppender<ILoggingEvent> log = listenTo("io.tidings.node.exchange");
        source = restored(source, backup, directory.resolve("a2")).start();
        List<String> after = publish(20);
        follow();

        List<String> said = List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
        assertThat(said).anyMatch(line -> line.contains("of bank-a went back in time (restored at "));
        assertThat(said).anyMatch(line -> line.contains("entries: 0 were missing here"));
        assertThat(held(source, "feed")).containsExactlyInAnyOrderElementsOf(union(before, after));
        assertThat(held(follower, "from-a")).containsExactlyElementsOf(union(before, lost, after));
        assertThat(pageOf("&next=" + next).status())
                .as("a cursor of the lost future")
                .isEqualTo(400);
        JsonNode announced = new TaxiiCaller(source.clientRoot(), "tip", "a password")
                .get("collections/feed/")
                .json();
        assertThat(announced.path("x_tidings_epoch").asText()).hasSize(36);
        assertThat(Instant.parse(announced.path("x_tidings_restored_to").asText()))
                .isBefore(Instant.parse(announced.path("x_tidings_restored_at").asText()));

        List<String> later = publish(5);
        follow();
        assertThat(held(follower, "from-a")).containsExactlyElementsOf(union(before, lost, after, later));
    }

    private static ListAppender<ILoggingEvent> listenTo(String logger) {
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        var logback = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(logger);
        logback.setLevel(Level.INFO); // commands that were tested in this process may have silenced it
        logback.addAppender(appender);
        return appender;
    }

    private String anOpenPage() throws Exception {
        return pageOf("").json().path("next").asText();
    }

    private TaxiiCaller.Answer pageOf(String next) throws Exception {
        return new TaxiiCaller(source.clientRoot(), "tip", "a password")
                .get("collections/feed/objects/?limit=10" + next);
    }

    @Test
    void aFollowerWhoseCursorLiesInTheLostFutureTakesWhatItMisses() throws Exception {
        List<String> before = publish(10);
        follow();
        Path backup = backup(source);
        source.stop();
        follower.stop();
        // As if the clock of the node that was lost had been an hour ahead.
        moveCursor(follower, Instant.now().plus(1, ChronoUnit.HOURS));

        source = restored(source, backup, directory.resolve("a2")).start();
        List<String> after = publish(10);
        follower = follower.in(directory.resolve("b")).start();
        follow();
        assertThat(held(follower, "from-a")).containsExactlyElementsOf(union(before, after));

        List<String> later = publish(5);
        follow();
        assertThat(held(follower, "from-a")).containsExactlyElementsOf(union(before, after, later));
    }

    private static void moveCursor(TestNode node, Instant to) {
        try (JdbcStore store = JdbcStore.open(StoreOptions.h2(node.home.data().resolve("store")), Clock.systemUTC())) {
            Map<String, String> cursors = store.states("follow-cursor");
            assertThat(cursors).hasSize(1);
            String key = cursors.keySet().iterator().next();
            store.putState("follow-cursor", key, "1;" + to.truncatedTo(ChronoUnit.MILLIS) + ";-;-")
                    .join();
        }
    }

    @Test
    void aRestoredFollowerTakesAgainWhatItLost() throws Exception {
        List<String> before = publish(50);
        follow();
        Path backup = backup(follower);
        List<String> lost = publish(30);
        follow();
        follower.stop();

        follower = restored(follower, backup, directory.resolve("b2")).start();
        List<String> after = publish(20);
        follow();

        assertThat(held(follower, "from-a")).containsExactlyElementsOf(union(before, lost, after));
    }

    @SafeVarargs
    private static List<String> union(List<String>... lists) {
        List<String> all = new ArrayList<>();
        for (List<String> list : lists) {
            all.addAll(list);
        }
        return all;
    }
}
