package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.node.agreement.Grant;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer that may add a few objects a day to one collection, and wants the node's disk, memory or doorbell. */
class HostileWriterIT {
    private static final String V1 = "2026-01-01T00:00:00.000Z";
    private static final int A_DAY = 5;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(29);
    private TestNode node;
    private TestNode mallory;
    private TaxiiCaller hostile;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.create(vertx, directory.resolve("node"), "Bank A").start();
        mallory = TestNode.create(vertx, directory.resolve("mallory"), "Mallory"); // its key; it never starts
        node.addCollection("inbox");
        node.addCollection("own");
        node.agreeWith(mallory, "mallory")
                .mayRead("inbox", Tlp.GREEN)
                .mayWrite(new Grant.Write("inbox", Tlp.RED, Optional.empty(), Optional.of((long) A_DAY)))
                .write();
        hostile = TaxiiCaller.peer(node.peerRoot(), mallory.identity.keyManager());
    }

    @AfterEach
    void stop() {
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private JsonNode post(String objects) throws Exception {
        return hostile.post("collections/inbox/objects/", "{\"objects\":[" + objects + "]}")
                .json();
    }

    @Test
    void claimsTakeOfTheQuotaTooSinceTheyTakeRoom() throws Exception {
        String id = feed.id();
        node.operations().publish("own", Feed.content(List.of(Feed.indicator(id, V1, Feed.GREEN))), "test", p -> {});
        List<String> rewritten = new ArrayList<>();
        for (int i = 2; i < 2 + 2 * A_DAY; i++) {
            rewritten.add(Feed.indicator(id, "2026-01-%02dT00:00:00.000Z".formatted(i), Feed.GREEN));
        }

        JsonNode status = post(String.join(",", rewritten));

        assertThat(status.path("failure_count").asInt()).isEqualTo(2 * A_DAY);
        assertThat(status.path("failures"))
                .filteredOn(each -> each.path("message").asText().contains("kept as a claim"))
                .hasSize(A_DAY);
        assertThat(hostile.post("collections/inbox/objects/", Feed.envelope(rewritten))
                        .status())
                .isEqualTo(429);
    }

    @Test
    void whatIsWrittenWhereAnIdentifierShouldBeIsNotKeptWhole() throws Exception {
        JsonNode status = post("{\"id\":\"" + "i".repeat(1 << 20) + "\",\"modified\":\"" + "m".repeat(1 << 20) + "\"}");

        assertThat(status.path("failure_count").asInt()).isEqualTo(1);
        assertThat(status.toString()).hasSizeLessThan(2_000);
    }

    @Test
    void onePeerDoesNotTakeTheDoorbellFromOthers() throws Exception {
        TestNode other = TestNode.create(vertx, directory.resolve("other"), "Other");
        node.agreeWith(other, "other").mayRead("inbox", Tlp.GREEN).write();
        List<RawConnection> listening = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                listening.add(listen(mallory, 200));
            }
            listening.add(listen(mallory, 503));
            listening.add(listen(other, 200));
            listening.remove(0).close();
            await().untilAsserted(() -> listen(mallory, 200).close());
        } finally {
            for (RawConnection each : listening) {
                each.close();
            }
        }
    }

    private RawConnection listen(TestNode who, int status) throws Exception {
        RawConnection connection =
                RawConnection.open(node.peerRoot(), Optional.of(who.identity.keyManager()), "http/1.1");
        connection.send("GET /doorbell/ HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
        assertThat(connection.reply().status()).isEqualTo(status);
        return connection;
    }
}
