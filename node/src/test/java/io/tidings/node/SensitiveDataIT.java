package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.operations.PublishReport;
import io.tidings.node.operations.QuarantineReport;
import io.tidings.node.operations.Quarantining.Choice;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tells of persons or of the inside waits for an operator, and is given to nobody until then (requirement F-12). */
class SensitiveDataIT {
    private static final String V1 = "2026-01-01T00:00:00.000Z";
    private static final String RESIDENT = "11010519491231002X";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(13);
    private TestNode node;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.create(vertx, directory, "Bank A").start();
        node.addCollection("indicators");
    }

    @AfterEach
    void stop() {
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String telling(String id) {
        return Feed.indicator(
                id, V1, Feed.GREEN, Feed.LIGHTHOUSE, "\"description\": \"taken from " + RESIDENT + "\", ");
    }

    private PublishReport publish(String... objects) throws Exception {
        return node.operations().publish("indicators", Feed.content(List.of(objects)), "test", p -> {});
    }

    private String given() throws Exception {
        return new TaxiiCaller(node.clientRoot(), "tip", "a password")
                .get("collections/indicators/objects/")
                .text();
    }

    @Test
    void itWaitsWithItsFindingShownUntilTheOperatorLetsItIn() throws Exception {
        node.addClient("tip", "a password", "indicators");
        String id = feed.id();
        String harmless = feed.id();
        PublishReport report = publish(telling(id), Feed.indicator(harmless, V1, Feed.GREEN));
        assertThat(report.stored()).isEqualTo(1);
        assertThat(report.aside()).isEqualTo(1);
        assertThat(report.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("resident-id at /description")
                        .doesNotContain(RESIDENT));
        assertThat(given()).contains(harmless).doesNotContain(id);

        QuarantineReport.Item item = node.operations()
                .quarantine()
                .list(Optional.empty(), 10)
                .items()
                .get(0);
        assertThat(item.kind()).isEqualTo("sensitive");
        assertThat(item.problem()).contains("resident-id").doesNotContain(RESIDENT);
        assertThat(node.operations().quarantine().show(id).get(0).findings())
                .extracting(QuarantineReport.Finding::rule)
                .contains("resident-id");

        Choice choice = new Choice(List.of(id), Optional.empty(), Optional.of("the person agreed"));
        assertThat(node.operations().quarantine().release(choice)).allMatch(QuarantineReport.Outcome::entered);
        assertThat(given()).contains(id);
        assertThat(node.operations().trace(id).versions().get(0).arrivals())
                .anySatisfy(arrival ->
                        assertThat(arrival.origin().orElse("")).contains("test", "released: the person agreed"));
        assertThat(publish(telling(id)).alreadyHeld()).isEqualTo(1);
    }

    @Test
    void whatIsRefusedIsGone() throws Exception {
        String id = feed.id();
        publish(telling(id));
        assertThat(node.operations()
                        .quarantine()
                        .drop(new Choice(List.of(id), Optional.empty(), Optional.of("names a customer"))))
                .isEqualTo(1);
        assertThat(node.operations().quarantine().list(Optional.empty(), 10).total())
                .isZero();
    }

    @Test
    void whatPeersBringIsNotLookedThroughUnlessTheOperatorAsks() throws Exception {
        TestNode peer = TestNode.create(vertx, directory.resolve("peer"), "Bank B");
        node.agreeWith(peer, "bank-b")
                .mayRead("indicators", Tlp.RED)
                .mayWrite("indicators")
                .write();
        TaxiiCaller bankB = TaxiiCaller.peer(node.peerRoot(), peer.identity.keyManager());
        String id = feed.id();
        assertThat(bankB.post("collections/indicators/objects/", Feed.envelope(List.of(telling(id))))
                        .text())
                .contains("\"success_count\":1");
        assertThat(node.operations().quarantine().scan("indicators", p -> {}).items())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.id()).isEqualTo(id);
                    assertThat(found.findings()).contains("resident-id").doesNotContain(RESIDENT);
                });
    }
}
