package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.node.agreement.Acceptance;
import io.tidings.node.agreement.Grant;
import io.tidings.node.operations.FollowReport;
import io.tidings.node.operations.PublishReport;
import io.tidings.node.operations.QuarantineReport;
import io.tidings.node.operations.Quarantining.Choice;
import io.tidings.node.operations.TraceReport;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.validate.Profile;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that break the rules of STIX, by each road in. */
class FaultyObjectsIT {
    private static final String V1 = "2026-01-01T00:00:00.000Z";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(11);
    private TestNode node;
    private UUID indicators;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.create(vertx, directory.resolve("a"), "Bank A").start();
        indicators = node.addCollection("indicators");
    }

    @AfterEach
    void stop() {
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Its pattern is none: no matcher could use it. */
    private static String faulty(String id) {
        return Feed.indicator(id, V1, Feed.GREEN).replace("[ipv4-addr:value = '192.0.2.1']", "[ipv4-addr:value = ");
    }

    private TaxiiCaller writer(Acceptance acceptance) throws Exception {
        node.addClient(
                "tip",
                "a password",
                List.of(TestNode.read("indicators", Tlp.RED)),
                List.of(new Grant.Write("indicators", Tlp.RED, Optional.empty(), Optional.empty(), acceptance)),
                List.of());
        return new TaxiiCaller(node.clientRoot(), "tip", "a password");
    }

    private String objects() {
        return "collections/" + indicators + "/objects/";
    }

    private static Choice only(String id) {
        return new Choice(List.of(id), Optional.empty());
    }

    @Test
    void aSenderIsToldTheRuleAndWhatIsRightAndLosesNothingElse() throws Exception {
        TaxiiCaller tip = writer(Acceptance.refusing());
        String bad = feed.id();
        String good = feed.id();
        JsonNode status = tip.post(objects(), Feed.envelope(List.of(faulty(bad), Feed.indicator(good, V1, Feed.GREEN))))
                .json();
        assertThat(status.get("success_count").asInt()).isEqualTo(1);
        assertThat(status.get("failures").get(0).get("id").asText()).isEqualTo(bad);
        assertThat(status.get("failures").get(0).get("message").asText())
                .contains("/pattern")
                .contains("S-257")
                .contains("there should be a constant");
        assertThat(tip.get(objects()).text()).contains(good).doesNotContain(bad);
        assertThat(node.operations().quarantine().list(Optional.empty(), 10).total())
                .isZero();
        assertThat(node.operations().quarantine().findings())
                .anyMatch(count -> count.rule().equals("S-257")
                        && count.source().equals("client:tip")
                        && count.example().equals(bad));
    }

    @Test
    void anAgreementMayTakeThemAllTheSame() throws Exception {
        TaxiiCaller tip = writer(new Acceptance(Optional.of(Profile.LENIENT), false));
        String bad = feed.id();
        JsonNode status =
                tip.post(objects(), Feed.envelope(List.of(faulty(bad)))).json();
        assertThat(status.get("success_count").asInt()).isEqualTo(1);
        assertThat(tip.get(objects()).text()).contains(faulty(bad));
    }

    @Test
    void theOperatorPublishesThemOnlyOnPurpose() throws Exception {
        String bad = faulty(feed.id());
        PublishReport refused = node.operations().publish("indicators", Feed.content(List.of(bad)), "a file", p -> {});
        assertThat(refused.refused()).isEqualTo(1);
        assertThat(refused.problems().get(0).message()).contains("S-257");
        PublishReport taken = node.operations()
                .publish("indicators", Optional.of(Profile.LENIENT), Feed.content(List.of(bad)), "a file", p -> {});
        assertThat(taken.stored()).isEqualTo(1);
    }

    @Test
    void whatAFollowBringsIsKeptAsideUntilTheOperatorLetsItIn() throws Exception {
        String bad = feed.id();
        String good = feed.id();
        try (TestNode bank =
                TestNode.create(vertx, directory.resolve("b"), "Bank B").start()) {
            bank.addCollection("from-a");
            node.agreeWith(bank, "bank-b").mayRead("indicators", Tlp.RED).write();
            bank.agreeWith(node, "bank-a")
                    .follow(indicators.toString(), "from-a", Duration.ofHours(1))
                    .write();
            node.operations()
                    .publish(
                            "indicators",
                            Optional.of(Profile.LENIENT),
                            Feed.content(List.of(faulty(bad), Feed.indicator(good, V1, Feed.GREEN))),
                            "a file",
                            p -> {});
            followed(bank);
            bank.addClient("siem", "a password", "from-a");
            TaxiiCaller siem = new TaxiiCaller(bank.clientRoot(), "siem", "a password");
            assertThat(siem.get("collections/from-a/objects/").text())
                    .contains(good)
                    .doesNotContain(bad);

            QuarantineReport aside = bank.operations().quarantine().list(Optional.of("peer:bank-a"), 10);
            assertThat(aside.items()).singleElement().satisfies(item -> {
                assertThat(item.id()).isEqualTo(bad);
                assertThat(item.target()).isEqualTo("from-a");
                assertThat(item.problem()).contains("S-257");
            });
            assertThat(bank.operations().collections()).hasSize(1);
            assertThat(bank.operations().quarantine().show(bad).get(0).content())
                    .isEqualTo(faulty(bad));

            assertThat(bank.operations().quarantine().release(only(bad)))
                    .singleElement()
                    .matches(QuarantineReport.Outcome::entered);
            assertThat(siem.get("collections/from-a/objects/").text()).contains(faulty(bad));
            assertThat(bank.operations().quarantine().list(Optional.empty(), 10).total())
                    .isZero();
            assertThat(bank.operations().trace(bad).versions())
                    .singleElement()
                    .satisfies(version -> assertThat(version.arrivals())
                            .extracting(TraceReport.Arrival::from, TraceReport.Arrival::channel)
                            .containsExactly(
                                    org.assertj.core.groups.Tuple.tuple("peer:bank-a", "follow"),
                                    org.assertj.core.groups.Tuple.tuple("operator", "quarantine-release")));
        }
    }

    private static void followed(TestNode bank) {
        org.awaitility.Awaitility.await().until(() -> {
            List<FollowReport> reports = bank.operations().follow(Optional.empty(), p -> {});
            return reports.stream().allMatch(FollowReport::caughtUp)
                    && bank.operations().quarantine().list(Optional.empty(), 1).total() == 1;
        });
    }

    @Test
    void theCommandLineShowsReleasesAndDropsWhatARunningNodeKeepsAside() throws Exception {
        TaxiiCaller tip = writer(Acceptance.quarantining());
        String one = feed.id();
        String two = feed.id();
        tip.post(objects(), Feed.envelope(List.of(faulty(one), faulty(two))));
        String home = node.home.directory().toString();

        assertThat(CommandLine.run("quarantine", "list", "--home", home).lines())
                .hasSize(3)
                .anySatisfy(
                        line -> assertThat(line).contains("client:tip", "indicators", one, V1, "/pattern", "S-257"));
        assertThat(CommandLine.run("quarantine", "show", one, "--home", home))
                .contains("from client:tip for indicators", "error", "S-257", faulty(one));
        assertThat(CommandLine.run("status", "--home", home)).contains("2 objects wait, since 20");
        assertThat(CommandLine.run("findings", "--home", home)).contains("client:tip", "S-257");
        assertThat(CommandLine.run("quarantine", "release", one, "--home", home))
                .contains("1 of 1 let in");
        assertThat(tip.get(objects()).text()).contains(faulty(one)).doesNotContain(two);
        assertThat(CommandLine.run("quarantine", "drop", "--from", "client:tip", "--home", home))
                .contains("1 dropped");
        assertThat(node.operations().status().quarantinedSince()).isEmpty();
    }

    @Test
    void aFaultyCopyAsideLocksOutNobody() throws Exception {
        TaxiiCaller tip = writer(Acceptance.quarantining());
        String id = feed.id();
        JsonNode status =
                tip.post(objects(), Feed.envelope(List.of(faulty(id)))).json();
        assertThat(status.get("failures").get(0).get("message").asText()).startsWith("kept in quarantine: ");
        assertThat(node.operations().quarantine().drop(only(id))).isEqualTo(1);
        assertThat(tip.post(objects(), Feed.envelope(List.of(faulty(id)))).status())
                .isEqualTo(202);
        node.addClient("other", "a password", "indicators");
        String taken = Feed.indicator(id, "2026-02-01T00:00:00.000Z", Feed.GREEN, "identity--" + UUID.randomUUID(), "");
        JsonNode others = new TaxiiCaller(node.clientRoot(), "other", "a password")
                .post(objects(), Feed.envelope(List.of(taken)))
                .json();
        assertThat(others.get("success_count").asInt()).isEqualTo(1);
    }
}
