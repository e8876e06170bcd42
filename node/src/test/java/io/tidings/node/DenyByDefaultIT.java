package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.agreement.Grant;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client may not see does not exist for it (I-5), and what it may, it gets by its grants. */
class DenyByDefaultIT {
    private static final String V1 = "2026-01-01T00:00:00.000Z";
    private static final String V2 = "2026-02-01T00:00:00.000Z";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(5);
    private TestNode node;
    private UUID indicators;
    private UUID hidden;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.create(vertx, directory, "Bank A").start();
        indicators = node.addCollection("indicators");
        hidden = node.addCollection("hidden");
    }

    @AfterEach
    void stop() {
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private TaxiiCaller reader(Grant.Read grant) throws Exception {
        node.addClient("tip", "a password", List.of(grant), List.of(), List.of());
        return new TaxiiCaller(node.clientRoot(), "tip", "a password");
    }

    private void publish(String... objects) throws Exception {
        node.operations().publish("indicators", Feed.content(List.of(objects)), "test", p -> {});
    }

    private static String withoutErrorId(TaxiiCaller.Answer answer) {
        return answer.status() + answer.text().replaceAll("\"error_id\":\"[^\"]*\"", "");
    }

    @Test
    void aHiddenCollectionAnswersAsOneThatDoesNotExist() throws Exception {
        TaxiiCaller tip = reader(TestNode.read("indicators", Tlp.RED));
        for (String path : List.of("", "objects/", "manifest/", "objects/" + feed.id() + "/")) {
            assertThat(withoutErrorId(tip.get("collections/" + hidden + "/" + path)))
                    .isEqualTo(withoutErrorId(tip.get("collections/" + UUID.randomUUID() + "/" + path)))
                    .startsWith("404");
            assertThat(tip.get("collections/hidden/" + path).status()).isEqualTo(404);
        }
        assertThat(tip.get("collections/").text()).doesNotContain(hidden.toString());
        assertThat(tip.get("collections/~claims/objects/").status()).isEqualTo(404);
    }

    @Test
    void anEmptyPageSaysTheSameWhetherOrNotSomethingIsWithheld() throws Exception {
        TaxiiCaller tip = reader(TestNode.read("indicators", Tlp.GREEN));
        TaxiiCaller.Answer before = tip.get("collections/" + indicators + "/objects/");
        publish(Feed.indicator(feed.id(), V1, Feed.RED));
        TaxiiCaller.Answer after = tip.get("collections/" + indicators + "/objects/");
        assertThat(after.text()).isEqualTo(before.text());
        assertThat(after.header("X-TAXII-Date-Added-Last")).isEqualTo(before.header("X-TAXII-Date-Added-Last"));
    }

    @Test
    void anObjectAboveTheCeilingIsNotFoundByItsId() throws Exception {
        TaxiiCaller tip = reader(TestNode.read("indicators", Tlp.GREEN));
        String id = feed.id();
        publish(Feed.indicator(id, V1, Feed.AMBER));
        assertThat(withoutErrorId(tip.get("collections/" + indicators + "/objects/" + id + "/")))
                .isEqualTo(withoutErrorId(tip.get("collections/" + indicators + "/objects/" + feed.id() + "/")))
                .startsWith("404");
        assertThat(tip.get("collections/" + indicators + "/objects/" + id + "/versions/")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theNewestVersionIsTheNewestThatMayBeSeen() throws Exception {
        TaxiiCaller tip = reader(TestNode.read("indicators", Tlp.GREEN));
        String id = feed.id();
        publish(Feed.indicator(id, V1, Feed.GREEN));
        publish(Feed.indicator(id, V2, Feed.RED));
        TaxiiCaller.Answer page = tip.get("collections/" + indicators + "/objects/");
        assertThat(page.json().path("objects")).hasSize(1);
        assertThat(page.json().path("objects").get(0).path("modified").asText()).isEqualTo(V1);
    }

    @Test
    void onlyTheTypesAndLabelsGrantedAreGiven() throws Exception {
        TaxiiCaller tip = reader(new Grant.Read(
                "indicators",
                Tlp.RED,
                Optional.of(Set.of("indicator")),
                Optional.of(Set.of("banking")),
                Optional.empty(),
                Optional.empty()));
        String wanted = feed.id();
        publish(
                Feed.indicator(wanted, V1, Feed.GREEN, Feed.LIGHTHOUSE, "\"labels\": [\"banking\"], "),
                Feed.indicator(feed.id(), V1, Feed.GREEN),
                "{\"type\": \"ipv4-addr\", \"id\": \"ipv4-addr--ff26c055-6336-5bc5-b98d-13d6226742dd\","
                        + " \"value\": \"198.51.100.3\"}");
        TaxiiCaller.Answer page = tip.get("collections/" + indicators + "/objects/");
        assertThat(page.json().path("objects")).hasSize(1);
        assertThat(page.json().path("objects").get(0).path("id").asText()).isEqualTo(wanted);
    }

    @Test
    void anUsedUpQuotaIsAnsweredWith429AndRetryAfter() throws Exception {
        TaxiiCaller tip = reader(new Grant.Read(
                "indicators", Tlp.RED, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(3L)));
        publish(feed.indicators(5, Feed.GREEN).toArray(String[]::new));
        assertThat(tip.get("collections/" + indicators + "/objects/").json().path("objects"))
                .hasSize(3);
        TaxiiCaller.Answer refused = tip.get("collections/" + indicators + "/objects/");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isPresent();
    }

    @Test
    void anUsedUpQuotaOfWritingRefusesTheRestByItselfAndThenAnswers429() throws Exception {
        node.addClient(
                "writer",
                "a password",
                List.of(),
                List.of(new Grant.Write("indicators", Tlp.RED, Optional.empty(), Optional.of(3L))),
                List.of());
        TaxiiCaller writer = new TaxiiCaller(node.clientRoot(), "writer", "a password");
        String path = "collections/" + indicators + "/objects/";
        TaxiiCaller.Answer first = writer.post(path, Feed.envelope(feed.indicators(5, Feed.GREEN)));
        assertThat(first.json().path("success_count").asInt()).isEqualTo(3);
        assertThat(first.json().path("failure_count").asInt()).isEqualTo(2);
        TaxiiCaller.Answer second = writer.post(path, Feed.envelope(feed.indicators(1, Feed.GREEN)));
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.header("Retry-After")).isPresent();
    }

    @Test
    void aRemovedClientIsTurnedAwayAtOnce() throws Exception {
        TaxiiCaller tip = reader(TestNode.read("indicators", Tlp.RED));
        assertThat(tip.get("collections/").status()).isEqualTo(200);
        io.tidings.node.agreement.ClientFile.remove(node.home.clients(), "tip");
        node.reload();
        assertThat(tip.get("collections/").status()).isEqualTo(401);
    }

    @Test
    void goodObjectsEnterBesideBadOnesAndEachHasItsAnswer() throws Exception {
        node.addClient("writer", "a password", "indicators");
        TaxiiCaller writer = new TaxiiCaller(node.clientRoot(), "writer", "a password");
        String good = feed.id();
        TaxiiCaller.Answer answer = writer.post(
                "collections/" + indicators + "/objects/",
                Feed.envelope(List.of(
                        Feed.indicator(good, V1, Feed.GREEN),
                        "{\"type\": \"indicator\", \"id\": \"indicator--no-uuid\"}",
                        "17")));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("success_count").asInt()).isEqualTo(1);
        assertThat(answer.json().path("failures")).hasSize(2);
        assertThat(answer.json().path("failures").get(0).path("message").asText())
                .contains("§2.9");
        assertThat(writer.get("collections/" + indicators + "/objects/" + good + "/")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nothingOfAnEnvelopeThatBreaksOffIsKept() throws Exception {
        node.addClient("writer", "a password", "indicators");
        TaxiiCaller writer = new TaxiiCaller(node.clientRoot(), "writer", "a password");
        String whole = Feed.envelope(feed.indicators(50, Feed.GREEN));
        TaxiiCaller.Answer answer =
                writer.post("collections/" + indicators + "/objects/", whole.substring(0, whole.length() - 3));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(writer.get("collections/" + indicators + "/objects/").text()).isEqualTo("{}");
    }
}
