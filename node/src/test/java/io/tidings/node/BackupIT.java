package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.node.backup.BackupFile;
import io.tidings.node.backup.Restore;
import io.tidings.node.backup.RestoreReport;
import io.tidings.node.config.NodeHome;
import io.tidings.node.operations.BackupOrder;
import io.tidings.node.operations.BackupReport;
import io.tidings.node.operations.TraceReport;
import io.vertx.core.Vertx;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of a node under load over HTTPS, and the node made from it. */
class BackupIT {
    private static final String OBJECTS = "collections/inbox/objects/";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicBoolean enough = new AtomicBoolean();
    private TestNode node;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.create(vertx, directory.resolve("home"), "Bank A").start();
        node.addCollection("inbox");
        node.addClient("tip", "a password", "inbox");
        file = directory.resolve("backup.tidings");
    }

    @AfterEach
    void stop() {
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private TaxiiCaller tip() throws Exception {
        return new TaxiiCaller(node.clientRoot(), "tip", "a password");
    }

    private RestoreReport restore(Path to) throws Exception {
        return new Restore(Clock.systemUTC(), new SecureRandom())
                .restore(file, Optional.empty(), new NodeHome(to), false, p -> {});
    }

    @Test
    void whatWasAcknowledgedBeforeIsInTheRestoredNodeByteForByteWithItsWay() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        CountDownLatch somePosts = new CountDownLatch(12);
        List<Future<Void>> load = new ArrayList<>();
        load.add(threads.submit(() -> write(new Feed(1), 150, somePosts)));
        load.add(threads.submit(() -> write(new Feed(2), 3, somePosts)));
        load.add(threads.submit(this::poll));
        somePosts.await();

        Map<String, String> before = new HashMap<>(acknowledged);
        BackupReport backup = node.operations().backup(BackupOrder.plain(file, true), progress -> {});

        enough.set(true);
        for (Future<Void> each : load) {
            each.get();
        }
        threads.shutdown();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (BackupFile written = BackupFile.open(file, Optional.empty())) {
            assertThat(written.check(progress -> {})).isEqualTo(backup);
        }

        String known = before.keySet().iterator().next();
        TraceReport.Version wayBefore =
                node.operations().trace(known).versions().get(0);
        String lastStamp = node.operations().collections().get(0).lastAdded().orElseThrow();
        node.stop();
        RestoreReport restored = restore(directory.resolve("restored"));
        assertThat(restored.backup()).isEqualTo(backup);
        node = node.in(directory.resolve("restored")).start();

        Map<String, String> held = held(before.keySet());
        assertThat(held).containsAllEntriesOf(before);
        assertThat(backup.entries()).isBetween((long) before.size(), (long) acknowledged.size());
        TraceReport.Version way = node.operations().trace(known).versions().get(0);
        assertThat(way.arrivals()).isEqualTo(wayBefore.arrivals());
        assertThat(way.dateAdded()).isEqualTo(wayBefore.dateAdded());
        assertThat(way.departures()).extracting("to").contains("unknown");
        assertThat(node.operations().status().restored()).isPresent();

        TaxiiCaller.Answer added = tip().post(OBJECTS, Feed.envelope(new Feed(3).indicators(1, Feed.GREEN)));
        assertThat(added.status()).isEqualTo(202);
        Instant newest =
                Instant.parse(node.operations().collections().get(0).lastAdded().orElseThrow());
        assertThat(newest)
                .as("a new stamp lies after every one that was given in the lost future")
                .isAfter(Instant.parse(lastStamp));
    }

    @Test
    void encryptedContentComesBackWithItsKeysAndNotWithoutThem() throws Exception {
        node.stop();
        Path configuration = node.home.configuration();
        Files.writeString(configuration, Files.readString(configuration).replace("encrypt: false", "encrypt: true"));
        node.start();
        assertThat(tip().post(OBJECTS, Feed.envelope(new Feed(4).indicators(5, Feed.GREEN)))
                        .status())
                .isEqualTo(202);
        node.operations().backup(BackupOrder.plain(file, true), progress -> {});
        Path locked = directory.resolve("locked.tidings");
        node.operations().backup(BackupOrder.plain(locked, false), progress -> {});
        node.stop();

        restore(directory.resolve("restored"));
        new Restore(Clock.systemUTC(), new SecureRandom())
                .restore(locked, Optional.empty(), new NodeHome(directory.resolve("keyless")), false, p -> {});

        assertThat(directory.resolve("keyless").resolve("storage-keys.p12")).doesNotExist();
        node = node.in(directory.resolve("restored")).start();
        assertThat(tip().get(OBJECTS).json().path("objects")).hasSize(5);
    }

    private Void write(Feed feed, int objects, CountDownLatch posts) throws Exception {
        TaxiiCaller caller = tip();
        while (!enough.get()) {
            Map<String, String> batch = new HashMap<>();
            for (int i = 0; i < objects; i++) {
                String id = feed.id();
                batch.put(id, Feed.indicator(id, "2026-01-01T00:00:00.000Z", Feed.GREEN));
            }
            TaxiiCaller.Answer answer = caller.post(OBJECTS, Feed.envelope(List.copyOf(batch.values())));
            assertThat(answer.status()).as(answer.text()).isEqualTo(202);
            acknowledged.putAll(batch);
            posts.countDown();
        }
        return null;
    }

    private Void poll() throws Exception {
        TaxiiCaller caller = tip();
        while (!enough.get()) {
            assertThat(caller.get(OBJECTS + "?limit=200").status()).isEqualTo(200);
        }
        return null;
    }

    /** The text of some objects as the node gives it. */
    private Map<String, String> held(Iterable<String> ids) throws Exception {
        Map<String, String> held = new HashMap<>();
        TaxiiCaller caller = tip();
        String next = "";
        do {
            TaxiiCaller.Answer answer = caller.get(OBJECTS + "?limit=1000" + next);
            assertThat(answer.status()).isEqualTo(200);
            String text = answer.text();
            for (String id : ids) {
                int at = text.indexOf("\"id\": \"" + id);
                if (at >= 0) {
                    held.put(id, text.substring(text.lastIndexOf("{\"type\"", at), text.indexOf("]}", at) + 2));
                }
            }
            JsonNode page = answer.json();
            next = page.path("more").asBoolean()
                    ? "&next=" + URLEncoder.encode(page.path("next").asText(), StandardCharsets.UTF_8)
                    : "";
        } while (!next.isEmpty());
        return held;
    }
}
