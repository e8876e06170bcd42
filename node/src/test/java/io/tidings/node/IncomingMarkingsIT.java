package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.MarkingRule;
import io.tidings.node.operations.OperationException;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ceiling for what comes in holds for what markings say, whatever they are called. */
class IncomingMarkingsIT {
    private static final String V1 = "2026-01-01T00:00:00.000Z";
    private static final String CUSTOM = "marking-definition--11111111-1111-4111-8111-111111111111";
    private static final String UNKNOWN = "marking-definition--22222222-2222-4222-8222-222222222222";
    private static final String INBOX = "collections/inbox/objects/";
    private static final int MORE_THAN_A_BATCH = 1_200;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(41);
    private TestNode node;
    private TaxiiCaller sensor;

    @BeforeEach
    void aSenderUpToAmber() throws Exception {
        node = TestNode.create(vertx, directory.resolve("a"), "Bank A").start();
        node.addCollection("inbox");
        node.addClient(
                "sensor",
                "a password",
                List.of(TestNode.read("inbox", Tlp.RED)),
                List.of(new Grant.Write("inbox", Tlp.AMBER, Optional.empty(), Optional.empty())),
                List.of());
        sensor = new TaxiiCaller(node.clientRoot(), "sensor", "a password");
    }

    @AfterEach
    void stop() {
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String definition(String id, String content) {
        return "{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"id\":\"" + id
                + "\",\"created\":\"2020-01-01T00:00:00.000Z\"," + content + "}";
    }

    private static String tlp(String id, String level) {
        return definition(id, "\"definition_type\":\"tlp\",\"definition\":{\"tlp\":\"" + level + "\"}");
    }

    private static String statement(String id) {
        return definition(id, "\"definition_type\":\"statement\",\"definition\":{\"statement\":\"Copyright\"}");
    }

    private String marked(String marking) {
        return Feed.indicator(feed.id(), V1, marking);
    }

    /** How many were taken, and how many were not. */
    private String sent(String... objects) throws Exception {
        var status = sensor.post(INBOX, Feed.envelope(List.of(objects))).json();
        return status.path("success_count").asInt() + " "
                + status.path("failure_count").asInt();
    }

    @Test
    void aDefinitionOfOnesOwnCountsAsTheLevelThatItSays() throws Exception {
        assertThat(sent(marked(CUSTOM), tlp(CUSTOM, "red")))
                .as("behind what it marks")
                .isEqualTo("1 1");
        assertThat(sent(marked(CUSTOM))).as("held by now").isEqualTo("0 1");
        String amber = CUSTOM.replace("1111111", "3333333");
        assertThat(sent(tlp(amber, "amber"), marked(amber))).isEqualTo("2 0");
    }

    @Test
    void whatNobodyHereCanReadCountsAsTheStrictest() throws Exception {
        assertThat(sent(marked(UNKNOWN))).isEqualTo("0 1");
        assertThat(sent(statement(UNKNOWN), marked(UNKNOWN)))
                .as("words are no level")
                .isEqualTo("2 0");
        String two = CUSTOM.replace("1111111", "4444444");
        assertThat(sent(tlp(two, "green"), tlp(two, "amber"), marked(two)))
                .as("of two that differ neither is believed")
                .isEqualTo("1 2");
        node.addCollection("open");
        assertThat(node.operations()
                        .publish("open", Feed.content(List.of(marked(CUSTOM))), "test", p -> {})
                        .stored())
                .as("where anything may enter")
                .isEqualTo(1);
    }

    @Test
    void aFollowAsksForTheDefinitionThatComesLater() throws Exception {
        TestNode company = TestNode.create(vertx, directory.resolve("company"), "Lighthouse")
                .start();
        try {
            company.addCollection("feed");
            node.addCollection("from-company");
            company.agreeWith(node, "bank-a").mayRead(openTo("feed")).write();
            String early = marked(CUSTOM);
            String unread = marked(UNKNOWN);
            List<String> content = new ArrayList<>(List.of(early, unread));
            content.addAll(feed.indicators(MORE_THAN_A_BATCH, Feed.GREEN));
            content.add(statement(CUSTOM));
            assertThat(company.operations()
                            .publish("feed", Feed.content(content), "test", p -> {})
                            .stored())
                    .isEqualTo(content.size());

            node.agreeWith(company, "company")
                    .follow(new Follow(company.peerRoot(), "feed", "from-company", Duration.ofHours(1), Tlp.AMBER))
                    .write();
            assertThat(node.operations().follow(Optional.empty(), p -> {}))
                    .allSatisfy(report -> assertThat(report.error()).isEmpty());
            assertThat(company.operations()
                            .why("bank-a", Feed.idOf(unread))
                            .items()
                            .get(0)
                            .given())
                    .isTrue();
            assertThat(holds(early)).isTrue();
            assertThat(holds(unread)).isFalse();
        } finally {
            company.close();
        }
    }

    private static Grant.Read openTo(String collection) {
        return new Grant.Read(
                collection,
                Tlp.RED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new MarkingRule(true, Set.of(new StixId(CUSTOM), new StixId(UNKNOWN)), false)));
    }

    private boolean holds(String object) {
        try {
            return !node.operations().trace(Feed.idOf(object)).versions().isEmpty();
        } catch (OperationException gone) {
            return false;
        }
    }
}
