package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.node.agreement.Grant;
import io.tidings.node.backup.Restore;
import io.tidings.node.config.NodeHome;
import io.tidings.node.operations.BackupOrder;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.PackageOrder;
import io.tidings.node.operations.PublishReport;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is directed to some peers reaches them, and for everyone else it is not there (requirement F-07, I-5). */
class DirectedSharingIT {
    private static final String V1 = "2026-01-01T00:00:00.000Z";
    private static final String V2 = "2026-02-01T00:00:00.000Z";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(11);
    private TestNode addressee;
    private TestNode observer;
    private TestNode node;

    @BeforeEach
    void start() throws Exception {
        addressee = TestNode.create(vertx, directory.resolve("b"), "Bank B"); // their keys; they never start
        observer = TestNode.create(vertx, directory.resolve("c"), "Bank C");
        node = nodeWithPeers("a");
    }

    private TestNode nodeWithPeers(String home) throws Exception {
        TestNode made =
                TestNode.create(vertx, directory.resolve(home), "Bank A").start();
        made.addCollection("indicators");
        made.agreeWith(addressee, "bank-b")
                .mayRead("indicators", Tlp.RED)
                .mayWrite("indicators")
                .write();
        made.agreeWith(observer, "bank-c")
                .mayRead("indicators", Tlp.RED)
                .mayWrite("indicators")
                .write();
        return made;
    }

    @AfterEach
    void stop() {
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static TaxiiCaller caller(TestNode at, TestNode who) throws Exception {
        return TaxiiCaller.peer(at.peerRoot(), who.identity.keyManager());
    }

    private static PublishReport publish(TestNode at, List<String> to, String... objects) throws Exception {
        return at.operations()
                .publish("indicators", Optional.empty(), to, Feed.content(List.of(objects)), "test", p -> {});
    }

    private static List<String> ids(TaxiiCaller caller) throws Exception {
        List<String> ids = new ArrayList<>();
        caller.get("collections/indicators/objects/?match%5Bversion%5D=all")
                .json()
                .path("objects")
                .forEach(object -> ids.add(object.path("id").asText() + " "
                        + object.path("modified").asText()));
        return ids;
    }

    @Test
    void thePeersNamedAreGivenItAndNobodyElseNotEvenAfterARestart() throws Exception {
        String id = feed.id();
        publish(node, List.of("bank-b"), Feed.indicator(id, V1, Feed.GREEN));
        assertThat(ids(caller(node, addressee))).containsExactly(id + " " + V1);
        assertThat(ids(caller(node, observer))).isEmpty();
        node.stop();
        node.start();
        assertThat(ids(caller(node, addressee))).containsExactly(id + " " + V1);
        assertThat(ids(caller(node, observer))).isEmpty();
        assertThat(node.operations().trace(id).versions().get(0).audience()).containsExactly("peer:bank-b");
        assertThat(node.operations().why("bank-c", id).items().get(0).rule()).contains("directed");
        assertThat(node.operations().why("bank-b", id).items().get(0).given()).isTrue();
        assertThat(node.operations().preview("peer:bank-c", "indicators").given())
                .isZero();
    }

    /** Everything that an observer can ask and try, on a node that hides something and on one that does not. */
    @Test
    void anObserverGetsTheSameAnswersWithAndWithoutIt() throws Exception {
        String hidden = feed.id();
        String known = feed.id();
        TestNode plain = nodeWithPeers("plain");
        try {
            for (TestNode each : List.of(node, plain)) {
                publish(each, List.of(), Feed.indicator(known, V1, Feed.GREEN));
            }
            publish(node, List.of("bank-b"), Feed.indicator(hidden, V1, Feed.GREEN));
            assertThat(observed(node, hidden, known)).isEqualTo(observed(plain, hidden, known));
        } finally {
            plain.close();
        }
        assertThat(ids(caller(node, addressee))).contains(hidden + " " + V1).doesNotContain(hidden + " " + V2);
    }

    private List<String> observed(TestNode at, String hidden, String known) throws Exception {
        TaxiiCaller caller = caller(at, observer);
        List<String> seen = new ArrayList<>();
        ask(caller, seen, hidden, known);
        String indicators = "collections/indicators/objects/";
        for (String version : List.of(V1, V2, V2)) {
            seen.add(shown(
                    caller.post(indicators, Feed.envelope(List.of(Feed.indicator(hidden, version, Feed.GREEN))))));
            ask(caller, seen, hidden, known);
        }
        seen.add(shown(caller.post(
                indicators,
                Feed.envelope(List.of(Feed.indicator(hidden, V1, Feed.GREEN).replace("192.0.2.1", "192.0.2.2"))))));
        seen.add(shown(caller.delete(indicators + hidden + "/")));
        seen.add(shown(caller.delete(indicators + hidden + "/")));
        ask(caller, seen, hidden, known);
        return seen;
    }

    private static void ask(TaxiiCaller caller, List<String> seen, String hidden, String known) throws Exception {
        String indicators = "collections/indicators/";
        for (String path : List.of(
                "collections/",
                indicators,
                indicators + "objects/",
                indicators + "objects/?limit=1",
                indicators + "objects/?match%5Bversion%5D=all",
                indicators + "objects/?match%5Bid%5D=" + hidden,
                indicators + "objects/?match%5Btype%5D=indicator",
                indicators + "manifest/",
                indicators + "manifest/?match%5Bid%5D=" + hidden,
                indicators + "objects/" + hidden + "/",
                indicators + "objects/" + hidden + "/versions/",
                indicators + "objects/" + known + "/versions/")) {
            seen.add(path + " " + shown(caller.get(path)));
        }
        List<String> covered = new ArrayList<>();
        String companions =
                caller.get(indicators).json().path("x_tidings_provenance").asText();
        caller.get("collections/" + companions + "/objects/")
                .json()
                .path("objects")
                .forEach(companion -> companion
                        .path("objects")
                        .forEach(object -> covered.add(object.path("ref").asText()
                                + object.path("version").asText())));
        assertThat(covered).isNotEmpty();
        seen.add("companions " + covered);
    }

    /** Without what differs between any two answers: times of now, random identifiers, seals. */
    private static String shown(TaxiiCaller.Answer answer) {
        var headers = new TreeMap<>(answer.response().headers().map());
        headers.remove("date");
        return (answer.status() + " " + headers + " " + body(answer))
                .replaceAll("20[0-9-]{8}T[0-9:]+\\.[0-9]{6}Z", "ADDED")
                .replaceAll("\"request_timestamp\":\"[^\"]*\"", "NOW")
                .replaceAll("\"error_id\":\"[^\"]*\"", "ERROR")
                .replaceAll("(?<!--)\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID")
                .replaceAll("content-length=\\[[0-9]+\\]", "LENGTH");
    }

    private static String body(TaxiiCaller.Answer answer) {
        if (answer.bytes().length == 0) {
            return "";
        }
        JsonNode json = answer.json();
        return json.has("next") ? json.toString().replaceAll("\"next\":\"[^\"]*\"", "next") : json.toString();
    }

    @Test
    void noPackageForAnotherHasItAndTheLedgerNamesOnlyWhoGotIt() throws Exception {
        String hidden = feed.id();
        publish(node, List.of(), Feed.indicator(feed.id(), V1, Feed.GREEN));
        publish(node, List.of("bank-b"), Feed.indicator(hidden, V1, Feed.GREEN));
        assertThat(packaged("bank-c")).isEqualTo(1);
        assertThat(packaged("bank-b")).isEqualTo(2);
        assertThat(ids(caller(node, observer))).hasSize(1);
        assertThat(node.operations().trace(hidden).versions().get(0).departures())
                .extracting(departure -> departure.to() + " " + departure.channel())
                .containsExactly("peer:bank-b package");
        assertThat(node.operations()
                        .sharing()
                        .given("peer:bank-c", Instant.EPOCH, true, 100)
                        .pages())
                .isNotEmpty()
                .allSatisfy(page -> assertThat(page.objects()).doesNotContain(hidden));
    }

    private long packaged(String recipient) {
        return node.operations()
                .packages()
                .create(
                        new PackageOrder(
                                directory.resolve(recipient + ".tidings"),
                                Optional.of(recipient),
                                List.of(),
                                "indicators",
                                true,
                                false,
                                true,
                                Optional.empty()),
                        p -> {})
                .objects();
    }

    @Test
    void aRestoredNodeHidesItFromTheSame() throws Exception {
        String id = feed.id();
        String known = feed.id();
        publish(node, List.of("bank-b"), Feed.indicator(id, V1, Feed.GREEN));
        publish(node, List.of(), Feed.indicator(known, V1, Feed.GREEN));
        Path backup = directory.resolve("backup.tidings");
        node.operations().backup(BackupOrder.plain(backup, true), progress -> {});
        node.stop();
        new Restore(Clock.systemUTC(), new SecureRandom())
                .restore(backup, Optional.empty(), new NodeHome(directory.resolve("restored")), false, p -> {});
        node = node.in(directory.resolve("restored")).start();

        assertThat(node.operations().trace(id).versions().get(0).audience()).containsExactly("peer:bank-b");
        assertThat(ids(caller(node, observer))).containsExactly(known + " " + V1);
        assertThat(ids(caller(node, addressee))).containsExactlyInAnyOrder(id + " " + V1, known + " " + V1);
    }

    @Test
    void whatAnObserverAddsToAHiddenObjectMisleadsNobody() throws Exception {
        String id = feed.id();
        publish(node, List.of("bank-b"), Feed.indicator(id, V1, Feed.GREEN));
        TaxiiCaller hijacker = caller(node, observer);
        hijacker.post("collections/indicators/objects/", Feed.envelope(List.of(Feed.indicator(id, V2, Feed.GREEN))));
        assertThat(ids(hijacker)).containsExactly(id + " " + V2);
        assertThat(ids(caller(node, addressee))).containsExactly(id + " " + V1);
        node.addClient(
                "tip",
                "a password",
                List.of(new Grant.Read(
                        "indicators",
                        Tlp.RED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true)),
                List.of(),
                List.of());
        assertThat(ids(new TaxiiCaller(node.clientRoot(), "tip", "a password"))).containsExactly(id + " " + V1);
    }

    @Test
    void whatIsLeftOfADeletionIsAsHiddenAsItWas() throws Exception {
        String gone = feed.id();
        String left = feed.id();
        publish(node, List.of("bank-b"), Feed.indicator(gone, V1, Feed.GREEN), Feed.indicator(left, V1, Feed.GREEN));
        TaxiiCaller bankB = caller(node, addressee);
        assertThat(caller(node, observer)
                        .delete("collections/indicators/objects/" + gone + "/")
                        .status())
                .isEqualTo(404);
        assertThat(bankB.delete("collections/indicators/objects/" + gone + "/").status())
                .isEqualTo(200);
        assertThat(ids(bankB)).containsExactly(left + " " + V1);
        assertThat(ids(caller(node, observer))).isEmpty();
    }

    @Test
    void ownProgramsSeeWhatIsDirectedOnlyWhereTheirFileSaysSo() throws Exception {
        publish(node, List.of("bank-b"), Feed.indicator(feed.id(), V1, Feed.GREEN));
        node.addClient("tip", "a password", "indicators");
        assertThat(ids(new TaxiiCaller(node.clientRoot(), "tip", "a password"))).isEmpty();
    }

    @Test
    void publishedAgainForOthersItReachesThemToo() throws Exception {
        String id = feed.id();
        String object = Feed.indicator(id, V1, Feed.GREEN);
        publish(node, List.of("bank-b"), object);
        assertThat(publish(node, List.of("bank-b"), object).alreadyHeld()).isEqualTo(1);
        assertThat(publish(node, List.of(), object.replace("192.0.2.1", "192.0.2.2"))
                        .refused())
                .isEqualTo(1);
        assertThat(publish(node, List.of(), object).stored()).isEqualTo(1);
        assertThat(ids(caller(node, observer))).containsExactly(id + " " + V1);
        assertThat(publish(node, List.of("bank-c"), object).alreadyHeld()).isEqualTo(1);
        assertThat(caller(node, observer)
                        .get("collections/indicators/objects/")
                        .json()
                        .path("objects"))
                .hasSize(1);
    }

    @Test
    void itIsDirectedOnlyToPeersThatMayReadTheCollection() throws Exception {
        Assertions.assertThatThrownBy(() -> publish(node, List.of("bank-x"), Feed.indicator(feed.id(), V1, Feed.GREEN)))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("bank-x");
        node.addCollection("closed");
        Assertions.assertThatThrownBy(() -> node.operations()
                        .publish(
                                "closed",
                                Optional.empty(),
                                List.of("bank-b"),
                                Feed.content(List.of(Feed.indicator(feed.id(), V1, Feed.GREEN))),
                                "test",
                                p -> {}))
                .hasMessageContaining("may not read closed");
    }
}
