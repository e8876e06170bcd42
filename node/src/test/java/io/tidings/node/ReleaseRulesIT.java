package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.MarkingRule;
import io.tidings.node.operations.WhyReport;
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

/** What a peer gets by markings, and that "why" says the same in words (requirements F-02, F-03). */
class ReleaseRulesIT {
    private static final String V1 = "2026-01-01T00:00:00.000Z";
    private static final String STATEMENT = "marking-definition--fa42a846-8d90-4e51-bc29-71d5b4802168";
    private static final String OTHER = "marking-definition--0c6ba0d1-3a8c-4b2b-9d0b-5a8a3c4f1c11";
    private static final String TLP_1_AMBER = "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82";
    private static final String STATEMENT_DEFINITION =
            "{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"id\":\""
                    + STATEMENT + "\",\"created\":\"2017-06-01T00:00:00.000Z\",\"definition_type\":\"statement\","
                    + "\"definition\":{\"statement\":\"Copyright\"}}";
    private static final String OTHER_DEFINITION = "{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"id\":\""
            + OTHER + "\",\"created\":\"2017-06-01T00:00:00.000Z\",\"name\":\"House rules\",\"extensions\":{"
            + "\"extension-definition--a932fcc6-e032-476c-826f-cb970a5a1ade\":{\"extension_type\":\"property-extension\","
            + "\"rule\":1}}}";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(12);
    private TestNode peer;
    private TestNode node;

    @BeforeEach
    void start() throws Exception {
        peer = TestNode.create(vertx, directory.resolve("b"), "Bank B");
        node = TestNode.create(vertx, directory.resolve("a"), "Bank A").start();
        node.addCollection("indicators");
    }

    @AfterEach
    void stop() {
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Grant.Read read(Tlp maxTlp, Optional<MarkingRule> markings) {
        return read(maxTlp, Optional.empty(), Optional.empty(), Optional.empty(), markings);
    }

    private static Grant.Read read(
            Tlp maxTlp,
            Optional<Set<String>> types,
            Optional<Set<String>> labels,
            Optional<Duration> since,
            Optional<MarkingRule> markings) {
        return new Grant.Read("indicators", maxTlp, types, labels, since, Optional.empty(), markings);
    }

    private TaxiiCaller bankB(Grant.Read grant) throws Exception {
        node.agreeWith(peer, "bank-b").mayRead(grant).write();
        return TaxiiCaller.peer(node.peerRoot(), peer.identity.keyManager());
    }

    private void publish(String... objects) throws Exception {
        assertThat(node.operations()
                        .publish("indicators", Feed.content(List.of(objects)), "test", p -> {})
                        .problems())
                .isEmpty();
    }

    private static List<String> ids(TaxiiCaller caller) throws Exception {
        List<String> ids = new ArrayList<>();
        caller.get("collections/indicators/objects/")
                .json()
                .path("objects")
                .forEach(object -> ids.add(object.path("id").asText()));
        return ids;
    }

    private static String marked(String id, String... markings) {
        return Feed.indicator(id, V1, String.join("\", \"", markings));
    }

    private WhyReport.Item why(String id) {
        return node.operations().why("bank-b", id).items().get(0);
    }

    @Test
    void whatIsUnderAStatementGoesOnlyWhereTheAgreementSaysThatStatementsAreKept() throws Exception {
        String id = feed.id();
        publish(STATEMENT_DEFINITION, marked(id, Feed.GREEN, STATEMENT));
        TaxiiCaller bankB = bankB(read(Tlp.AMBER, Optional.empty()));
        assertThat(ids(bankB)).isEmpty();
        assertThat(why(id).rule()).contains("statement");
        assertThat(why(id).explanation()).contains(STATEMENT);
        assertThat(node.operations().preview("bank-b", "indicators").withheld())
                .extracting(each -> each.rule() + " " + each.entries())
                .containsExactly("statement 2");
        bankB(read(Tlp.AMBER, Optional.of(new MarkingRule(true, Set.of(), false))));
        assertThat(ids(bankB)).containsExactly(STATEMENT, id);
        assertThat(why(id).given()).isTrue();
        assertThat(why(id).pages()).isEqualTo(1);
    }

    @Test
    void whyIsPrintedAsTheManualShowsIt() throws Exception {
        String id = feed.id();
        publish(STATEMENT_DEFINITION, marked(id, Feed.GREEN, STATEMENT));
        bankB(read(Tlp.AMBER, Optional.empty()));
        String printed = CommandLine.run(
                "why", "bank-b", id, "--home", node.home.directory().toString());
        assertThat(Manual.shape()).contains(Manual.shape("$ tidings why bank-b " + id + "\n" + printed));
    }

    @Test
    void aCutOffAndAUsedUpQuotaAreReasonsToo() throws Exception {
        publish(marked(feed.id(), Feed.GREEN), marked(feed.id(), Feed.GREEN));
        String last = feed.id();
        publish(marked(last, Feed.GREEN));
        TaxiiCaller bankB = bankB(new Grant.Read(
                "indicators", Tlp.AMBER, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(2L)));
        assertThat(why(last).given()).isTrue();
        assertThat(ids(bankB)).hasSize(2).doesNotContain(last);
        assertThat(why(last).rule()).contains("quota");
        assertThat(why(last).explanation()).contains("2 objects a day");

        node.operations().sharing().cut(Optional.of("bank-b"), Optional.of("an incident"));
        assertThat(why(last).rule()).contains("cut-off");
        assertThat(why(last).explanation()).contains("peer:bank-b is cut off since", "an incident");
        assertThat(node.operations().preview("bank-b", "indicators").given()).isZero();
        assertThat(node.operations().preview("bank-b", "indicators").withheld())
                .extracting(each -> each.rule() + " " + each.entries())
                .containsExactly("cut-off 3");
        node.operations().sharing().restore(Optional.of("bank-b"));
        assertThat(why(last).rule()).contains("quota");
        assertThat(node.operations().preview("bank-b", "indicators").given()).isEqualTo(3);
    }

    @Test
    void aMarkingThatNobodyCanReadWithholdsUnlessTheAgreementNamesIt() throws Exception {
        String unknown = feed.id();
        String other = feed.id();
        publish(OTHER_DEFINITION, marked(other, OTHER), marked(unknown, Feed.GREEN, STATEMENT));
        TaxiiCaller bankB = bankB(read(Tlp.RED, Optional.of(new MarkingRule(true, Set.of(), false))));
        assertThat(ids(bankB)).isEmpty();
        assertThat(why(unknown).rule()).contains("other-marking");
        assertThat(why(unknown).explanation()).contains("not held here");
        bankB(read(Tlp.RED, Optional.of(new MarkingRule(false, Set.of(new StixId(OTHER)), false))));
        assertThat(ids(bankB)).containsExactly(OTHER, other);
    }

    @Test
    void aDefinitionThatComesLaterBringsWhatWasWithheldForWantOfIt() throws Exception {
        String early = feed.id();
        publish(marked(early, Feed.GREEN, STATEMENT));
        TaxiiCaller bankB = bankB(read(Tlp.AMBER, Optional.of(new MarkingRule(true, Set.of(), false))));
        assertThat(ids(bankB)).isEmpty();
        assertThat(ids(bankB)).as("of a stretch that is remembered").isEmpty();
        publish(STATEMENT_DEFINITION);
        assertThat(ids(bankB)).containsExactly(early, STATEMENT);
        String beside = feed.id();
        publish(marked(beside, Feed.GREEN, OTHER), OTHER_DEFINITION);
        bankB(read(Tlp.AMBER, Optional.of(new MarkingRule(true, Set.of(new StixId(OTHER)), false))));
        assertThat(ids(bankB))
                .as("within a bundle the definition comes first")
                .containsExactly(early, STATEMENT, OTHER, beside);
    }

    @Test
    void ownProgramsGetWhatIsUnderAnyMarkingButTlp() throws Exception {
        String id = feed.id();
        publish(OTHER_DEFINITION, marked(id, Feed.GREEN, OTHER));
        node.addClient("tip", "a password", List.of(read(Tlp.AMBER, Optional.empty())), List.of(), List.of());
        assertThat(ids(new TaxiiCaller(node.clientRoot(), "tip", "a password"))).containsExactly(OTHER, id);
    }

    @Test
    void levelsOfTheOldAndTheNewTlpCountAlike() throws Exception {
        String id = feed.id();
        publish(marked(id, TLP_1_AMBER));
        assertThat(ids(bankB(read(Tlp.GREEN, Optional.empty())))).isEmpty();
        assertThat(why(id).explanation()).contains("TLP:amber is above the agreement's ceiling TLP:green");
        assertThat(ids(bankB(read(Tlp.AMBER, Optional.empty())))).containsExactly(id);
    }

    @Test
    void rulesOnTypeLabelAndTimeDoNotWithholdTheDefinitionOfWhatIsGiven() throws Exception {
        String id = feed.id();
        publish(STATEMENT_DEFINITION, Feed.indicator(id, V1, STATEMENT, Feed.LIGHTHOUSE, "\"labels\": [\"x\"], "));
        TaxiiCaller bankB = bankB(read(
                Tlp.AMBER,
                Optional.of(Set.of("indicator")),
                Optional.of(Set.of("x")),
                Optional.of(Duration.ofDays(3_000)),
                Optional.of(new MarkingRule(true, Set.of(), false))));
        assertThat(ids(bankB)).containsExactly(STATEMENT, id);
    }

    @Test
    void aDefinitionHeldElsewhereEntersBeforeWhatItMarks() throws Exception {
        node.addCollection("elsewhere");
        node.operations().publish("elsewhere", Feed.content(List.of(STATEMENT_DEFINITION)), "test", p -> {});
        String id = feed.id();
        publish(marked(id, Feed.GREEN, STATEMENT));
        publish(marked(feed.id(), Feed.GREEN, STATEMENT));
        TaxiiCaller bankB = bankB(read(Tlp.AMBER, Optional.of(new MarkingRule(true, Set.of(), false))));
        assertThat(ids(bankB)).hasSize(3).startsWith(STATEMENT, id);
        assertThat(node.operations().trace(STATEMENT).versions())
                .extracting(version -> version.arrivals().get(0).channel())
                .containsExactlyInAnyOrder("publish", "accompanies");
    }

    private String partlyRed(String id, String selectors, String extra) {
        return Feed.indicator(
                id,
                V1,
                Feed.GREEN,
                Feed.LIGHTHOUSE,
                "\"name\": \"a  name\",  \"description\": \"of a customer\", " + extra
                        + "\"granular_markings\": [{\"marking_ref\": \"" + Feed.RED + "\", \"selectors\": [" + selectors
                        + "]}, {\"marking_ref\": \"" + Feed.GREEN
                        + "\", \"selectors\": [\"description\", \"name\"]}], ");
    }

    @Test
    void ofOwnObjectsTheMarkedPartsStayBehindAndTheRestIsAsItWas() throws Exception {
        String id = feed.id();
        publish(partlyRed(
                id,
                "\"description\", \"labels.[0]\", \"x_list.[0].secret\", \"x_map.a\"",
                "\"labels\": [\"vip\"]," + " \"x_list\": [{\"secret\": 1}], \"x_map\": {\"a\": 1, \"b\":  2.50}, "));
        TaxiiCaller bankB = bankB(read(Tlp.AMBER, Optional.empty()));
        TaxiiCaller.Answer answer = bankB.get("collections/indicators/objects/");
        JsonNode given = answer.json().path("objects").get(0);
        assertThat(given.has("description")).isFalse();
        assertThat(given.has("x_list")).isFalse();
        assertThat(given.path("x_map").has("a")).isFalse();
        assertThat(answer.text())
                .contains("\"name\": \"a  name\"", "\"b\":  2.50", "\"x_big\": 1e3")
                .doesNotContain("customer", "secret", Feed.RED);
        assertThat(given.path("granular_markings")).hasSize(1);
        assertThat(given.path("granular_markings").get(0).path("selectors")).hasSize(1);
        for (String filter : List.of("match%5Blabels%5D=vip", "match%5Btlp%5D=red")) {
            assertThat(bankB.get("collections/indicators/objects/?" + filter).text())
                    .doesNotContain(id);
        }
        assertThat(bankB.get("collections/indicators/objects/" + id + "/").text())
                .doesNotContain("customer");
        assertThat(why(id).rule()).contains("granular-marking");
        assertThat(why(id).given()).isTrue();
        String companions = bankB.get("collections/indicators/")
                .json()
                .path("x_tidings_provenance")
                .asText();
        assertThat(bankB.get("collections/" + companions + "/objects/").text()).doesNotContain(id);
        assertThat(ids(bankB(read(Tlp.RED, Optional.empty())))).containsExactly(id);
        assertThat(bankB.get("collections/indicators/objects/").text()).contains("of a customer");
    }

    @Test
    void whereNothingValidWouldBeLeftTheObjectStaysBehind() throws Exception {
        String required = feed.id();
        String itself = feed.id();
        publish(partlyRed(required, "\"pattern\"", ""), partlyRed(itself, "\"created\"", ""));
        assertThat(ids(bankB(read(Tlp.AMBER, Optional.empty())))).isEmpty();
        assertThat(why(required).explanation()).contains("no valid STIX");
        assertThat(why(itself).rule()).contains("marking");
    }
}
