package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.node.operations.FollowReport;
import io.tidings.node.operations.TraceReport;
import io.tidings.stix.marking.Tlp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Organisations that exchange over mutual TLS, each a node with its own files, database and ports. */
class ExchangeIT {
    private static final String V1 = "2026-01-01T00:00:00.000Z";
    private static final String V2 = "2026-02-01T00:00:00.000Z";

    @TempDir
    Path directory;

    private final Feed feed = new Feed(1);
    private ThreeOrganisations nodes;
    private TestNode company;
    private TestNode bankA;
    private TestNode bankB;

    @BeforeEach
    void threeOrganisations() throws Exception {
        nodes = ThreeOrganisations.start(directory);
        company = nodes.company();
        bankA = nodes.bankA();
        bankB = nodes.bankB();
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    private void companyFeedsBankA(boolean onward) throws Exception {
        company.agreeWith(bankA, "bank-a").mayRead("feed", Tlp.RED).write();
        TestNode.AgreementDraft draft =
                bankA.agreeWith(company, "company").follow("feed", "from-company", Duration.ofHours(1));
        if (onward) {
            draft.onward();
        }
        draft.write();
    }

    private void bankAFeedsBankB() throws Exception {
        bankA.agreeWith(bankB, "bank-b").mayRead("from-company", Tlp.RED).write();
        bankB.agreeWith(bankA, "bank-a")
                .follow("from-company", "from-a", Duration.ofHours(1))
                .write();
    }

    private void publish(TestNode node, String collection, List<String> objects) throws Exception {
        assertThat(node.operations()
                        .publish(collection, Feed.content(objects), "test", p -> {})
                        .refused())
                .isZero();
    }

    /** Follows to the end. What the schedule or the doorbell brought before is not in the report. */
    private static FollowReport followed(TestNode node) {
        List<FollowReport> reports = node.operations().follow(Optional.empty(), p -> {});
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).error()).isEmpty();
        assertThat(reports.get(0).caughtUp()).isTrue();
        return reports.get(0);
    }

    private static List<String> held(TestNode node, String collection, String user) throws Exception {
        if (node.home.clients().resolve(user + ".yaml").toFile().exists()) {
            return read(node, collection, user);
        }
        node.addClient(user, "a password", collection);
        return read(node, collection, user);
    }

    private static List<String> read(TestNode node, String collection, String user) throws Exception {
        TaxiiCaller caller = new TaxiiCaller(node.clientRoot(), user, "a password");
        String path = "collections/" + collection + "/objects/?match[version]=all&limit=500";
        List<String> objects = new ArrayList<>();
        String next = "";
        boolean more = true;
        while (more) {
            TaxiiCaller.Answer answer = caller.get(path.replace("[", "%5B").replace("]", "%5D") + next);
            assertThat(answer.status()).isEqualTo(200);
            objects.addAll(objectsOf(answer.text()));
            JsonNode page = answer.json();
            more = page.path("more").asBoolean();
            next = "&next=" + page.path("next").asText();
        }
        return objects;
    }

    /** The objects' text as it came, cut at our own separators. */
    private static List<String> objectsOf(String envelope) {
        int start = envelope.indexOf("[{");
        if (start < 0) {
            return List.of();
        }
        String list = envelope.substring(start + 1, envelope.lastIndexOf(']'));
        return List.of(list.split("(?<=\\]}),(?=\\{)"));
    }

    @Test
    void aFollowStopsWhereTheDaysObjectsAreUsedUpAndSaysSo() throws Exception {
        company.agreeWith(bankA, "bank-a").mayRead("feed", Tlp.RED).write();
        bankA.agreeWith(company, "company").follow("feed", "from-company", 100).write();
        publish(company, "feed", feed.indicators(150, Feed.GREEN));
        await().until(() ->
                held(bankA, "from-company", "reader").size() == 150); // the page that reaches it comes whole
        publish(company, "feed", feed.indicators(10, Feed.GREEN));
        FollowReport report =
                bankA.operations().follow(Optional.empty(), p -> {}).get(0);
        assertThat(report.error())
                .hasValueSatisfying(error -> assertThat(error).contains("100 objects a day from peer:company"));
        assertThat(held(bankA, "from-company", "reader")).hasSize(150);

        bankA.agreeWith(company, "company")
                .follow("feed", "from-company", 1_000)
                .write();
        followed(bankA);
        assertThat(held(bankA, "from-company", "reader")).hasSize(160);
    }

    @Test
    void whatOnePublishesTheOtherHoldsByteForByte() throws Exception {
        companyFeedsBankA(false);
        List<String> published = feed.indicators(2_500, Feed.GREEN);
        publish(company, "feed", published);

        FollowReport report = followed(bankA);

        assertThat(report.caughtUp()).isTrue();
        assertThat(held(bankA, "from-company", "tip")).containsExactlyElementsOf(published);
    }

    @Test
    void aRingAtTheDoorbellBringsAnObjectWithoutWaitingForTheInterval() throws Exception {
        companyFeedsBankA(false);
        bankA.addClient("tip", "a password", "from-company");
        await().until(() ->
                bankA.operations().status().peers().get(0).lastSuccess().isPresent());
        List<String> published = feed.indicators(3, Feed.GREEN);
        publish(company, "feed", published);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(read(bankA, "from-company", "tip")).containsExactlyElementsOf(published));
    }

    @Test
    void contentGoesFurtherOnlyWhereItsSourceAgreed() throws Exception {
        companyFeedsBankA(false);
        bankAFeedsBankB();
        publish(company, "feed", feed.indicators(5, Feed.GREEN));
        followed(bankA);
        followed(bankB);
        assertThat(held(bankB, "from-a", "tip")).isEmpty();

        companyFeedsBankA(true);
        followed(bankB);
        assertThat(held(bankB, "from-a", "tip")).hasSize(5);
    }

    @Test
    void whatIsMarkedForTheReceiverAloneIsNotPassedOn() throws Exception {
        companyFeedsBankA(true);
        bankAFeedsBankB();
        publish(company, "feed", feed.indicators(1, Feed.RED));
        publish(company, "feed", feed.indicators(1, Feed.AMBER_STRICT));
        List<String> amber = feed.indicators(1, Feed.AMBER);
        publish(company, "feed", amber);
        followed(bankA);
        followed(bankB);
        assertThat(held(bankA, "from-company", "tip")).hasSize(3);

        assertThat(held(bankB, "from-a", "tip")).containsExactlyElementsOf(amber);
        assertThat(bankA.operations().preview("peer:bank-b", "from-company").withheld())
                .extracting("rule", "entries")
                .containsExactly(org.assertj.core.groups.Tuple.tuple("onward-marking", 2L));
    }

    @Test
    void anObjectThatGoesInACircleMakesNoSecondEntry() throws Exception {
        company.agreeWith(bankA, "bank-a")
                .mayRead("feed", Tlp.RED)
                .follow("from-company", "feed", Duration.ofHours(1))
                .onward()
                .write();
        bankA.agreeWith(company, "company")
                .mayRead("from-company", Tlp.RED)
                .follow("feed", "from-company", Duration.ofHours(1))
                .onward()
                .write();
        publish(company, "feed", feed.indicators(4, Feed.GREEN));
        followed(bankA);
        followed(company);
        followed(bankA);
        followed(company);
        assertThat(held(company, "feed", "tip")).hasSize(4);
        assertThat(held(bankA, "from-company", "tip")).hasSize(4);
    }

    @Test
    void aFollowerThatWasStoppedGoesOnWhereItStopped() throws Exception {
        companyFeedsBankA(false);
        publish(company, "feed", feed.indicators(1_200, Feed.GREEN));
        followed(bankA);
        bankA.stop();
        publish(company, "feed", feed.indicators(700, Feed.GREEN));
        bankA.start();
        await().untilAsserted(() -> assertThat(
                        bankA.operations().status().collections().get(0).lastAdded())
                .isPresent());
        FollowReport report = followed(bankA);
        assertThat(report.caughtUp()).isTrue();
        List<String> held = held(bankA, "from-company", "tip");
        assertThat(held).hasSize(1_900).doesNotHaveDuplicates();
    }

    @Test
    void aNewVersionFromWhomWeHaveTheObjectTakesEffect() throws Exception {
        companyFeedsBankA(false);
        String id = feed.id();
        publish(company, "feed", List.of(Feed.indicator(id, V1, Feed.GREEN)));
        followed(bankA);
        publish(company, "feed", List.of(Feed.indicator(id, V2, Feed.GREEN)));
        followed(bankA);
        bankA.addClient("tip", "a password", "from-company");
        TaxiiCaller tip = new TaxiiCaller(bankA.clientRoot(), "tip", "a password");
        JsonNode page = tip.get("collections/from-company/objects/" + id + "/").json();
        assertThat(page.path("objects")).hasSize(1);
        assertThat(page.path("objects").get(0).path("modified").asText()).isEqualTo(V2);
    }

    @Test
    void aPeerThatIsNotAuthoritativeCannotRewriteAnothersObject() throws Exception {
        companyFeedsBankA(false);
        String id = feed.id();
        publish(company, "feed", List.of(Feed.indicator(id, V1, Feed.GREEN)));
        followed(bankA);

        // Bank B is a peer of Bank A as well and publishes a "new version" of the company's object.
        bankB.addCollection("poison");
        publish(bankB, "poison", List.of(Feed.indicator(id, V2, Feed.GREEN, Feed.LIGHTHOUSE, "\"revoked\": true, ")));
        bankA.addCollection("from-b");
        bankB.agreeWith(bankA, "bank-a").mayRead("poison", Tlp.RED).write();
        bankA.agreeWith(bankB, "bank-b")
                .follow("poison", "from-b", Duration.ofHours(1))
                .write();
        FollowReport fromB =
                bankA.operations().follow(Optional.of("bank-b"), p -> {}).get(0);
        assertThat(fromB.error()).isEmpty(); // the schedule may have brought it before: the trace has it either way
        assertThat(fromB.stored()).isZero();

        // The new agreement makes a run of its own begin, which may be the one that was refused.
        await().untilAsserted(() -> assertThat(bankA.operations().trace(id).versions())
                .extracting("version", "claim")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(V1, false), org.assertj.core.groups.Tuple.tuple(V2, true)));
        assertThat(held(bankA, "from-b", "tip")).isEmpty();
    }

    @Test
    void theWayOfAnObjectIsKnownAtEveryHop() throws Exception {
        companyFeedsBankA(true);
        bankAFeedsBankB();
        String id = feed.id();
        publish(company, "feed", List.of(Feed.indicator(id, V1, Feed.GREEN)));
        followed(bankA);
        followed(bankB);

        TraceReport.Version atA = bankA.operations().trace(id).versions().get(0);
        assertThat(atA.arrivals())
                .extracting("from", "channel")
                .containsExactly(org.assertj.core.groups.Tuple.tuple("peer:company", "follow"));
        assertThat(atA.departures()).extracting("to").contains("peer:bank-b");
        TraceReport.Version atB = bankB.operations().trace(id).versions().get(0);
        assertThat(atB.arrivals()).extracting("from").containsExactly("peer:bank-a");
    }
}
