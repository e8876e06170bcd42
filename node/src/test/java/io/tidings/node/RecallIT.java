package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.agreement.PeerFile;
import io.tidings.node.identity.SigningKeys;
import io.tidings.node.operations.FollowReport;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.PublishReport;
import io.tidings.node.recall.RecallReport;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.stix.marking.Tlp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recalls go the way that the content went: from a company over bank A to bank B, and to nobody else. */
class RecallIT {
    private static final Duration SELDOM = Duration.ofHours(1);

    @TempDir
    Path directory;

    private final Feed feed = new Feed(11);
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
        bankA.addCollection("own");
        company.agreeWith(bankA, "bank-a").mayRead("feed", Tlp.RED).write();
        bankA.agreeWith(company, "company")
                .follow("feed", "from-company", SELDOM)
                .onward()
                .write();
        bankA.agreeWith(bankB, "bank-b").mayRead("from-company", Tlp.RED).write();
        bankB.agreeWith(bankA, "bank-a")
                .follow("from-company", "from-a", SELDOM)
                .write();
        nodes.knowEachOther();
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    private static PublishReport publish(TestNode node, String collection, List<String> objects) throws Exception {
        return node.operations().publish(collection, Feed.content(objects), "test", p -> {});
    }

    private static void followed(TestNode node) {
        List<FollowReport> reports = node.operations().follow(Optional.empty(), p -> {});
        assertThat(reports)
                .isNotEmpty()
                .allSatisfy(report -> assertThat(report.error()).isEmpty());
    }

    private static List<RecallReport> recalls(TestNode node, String id) {
        return node.operations().recalls().show(id);
    }

    @Test
    void whatIsRecalledIsGoneAtAllWhoGotItAndEachAnswers() throws Exception {
        List<String> published = feed.indicators(3, Feed.GREEN);
        String id = Feed.idOf(published.get(1));
        publish(company, "feed", published);
        followed(bankA);
        followed(bankB);
        bankB.stop();

        company.operations().recalls().recall(id, Optional.empty(), "names a victim");
        assertThat(company.holds(id)).isFalse();
        assertThat(recalls(company, id).get(0).told())
                .extracting(RecallReport.Told::who)
                .containsExactly("peer:bank-a");
        followed(bankA);
        assertThat(bankA.holds(id)).isFalse();
        bankB.start();
        followed(bankB);
        assertThat(bankB.holds(id)).isFalse();
        assertThat(bankB.holds(Feed.idOf(published.get(0)))).isTrue();
        followed(bankA); // tells what bank B answered

        company.stop();
        company.start();
        RecallReport.Answer answer =
                recalls(company, id).get(0).told().get(0).answer().orElseThrow();
        assertThat(answer.did()).isEqualTo("removed");
        assertThat(answer.proven()).isTrue();
        assertThat(answer.peers() + " " + answer.answered() + " " + answer.acted())
                .isEqualTo("1 1 1");
        assertThat(recalls(bankB, id).get(0).standing()).isEqualTo("creator");
        assertThat(recalls(bankA, id).get(0).told())
                .extracting(RecallReport.Told::who)
                .containsExactly("peer:bank-b");
    }

    @Test
    void theRecallIsPrintedAsTheManualShowsIt() throws Exception {
        company.addClient("siem", "a password", "feed");
        PeerFile.remove(company.home.peers(), "bank-a");
        company.agreeWith(bankA, "bank-b").mayRead("feed", Tlp.RED).write(); // its name in the manual
        List<String> published = feed.indicators(1, Feed.GREEN);
        String id = Feed.idOf(published.get(0));
        publish(company, "feed", published);
        followed(bankA);
        bankA.stop();
        new TaxiiCaller(company.clientRoot(), "siem", "a password").get("collections/feed/objects/");

        String command = "recall " + id + " --reason \"names a victim\"";
        String printed = CommandLine.run(
                "recall",
                id,
                "--reason",
                "names a victim",
                "--home",
                company.home.directory().toString());
        assertThat(Manual.shape()).contains(Manual.shape("$ tidings " + command + "\n" + printed));
        bankA.start();
    }

    @Test
    void whatWasGivenFromSeveralCollectionsIsGoneFromAllByOneRecall() throws Exception {
        company.addCollection("other");
        bankA.addCollection("from-other");
        company.agreeWith(bankA, "bank-a")
                .mayRead("feed", Tlp.RED)
                .mayRead("other", Tlp.RED)
                .write();
        bankA.agreeWith(company, "company")
                .follow("feed", "from-company", SELDOM)
                .follow("other", "from-other", SELDOM)
                .onward()
                .write();
        List<String> published = feed.indicators(2, Feed.GREEN);
        String id = Feed.idOf(published.get(0));
        publish(company, "feed", published);
        publish(company, "other", published);
        followed(bankA);
        assertThat(bankA.operations().trace(id).versions()).hasSize(2);

        company.operations().recalls().recall(id, Optional.empty(), "names a victim");
        followed(bankA);
        assertThat(company.holds(id) || bankA.holds(id)).isFalse();
        assertThat(bankA.operations().trace(Feed.idOf(published.get(1))).versions())
                .hasSize(2);
        assertThat(recalls(bankA, id)).hasSize(1);
        assertThat(recalls(company, id).get(0).entries()).isEqualTo(2);
        assertThat(recalls(company, id).get(0).told()).singleElement().satisfies(told -> {
            assertThat(told.who()).isEqualTo("peer:bank-a");
            assertThat(told.answer().orElseThrow().entries()).isEqualTo(2);
        });
    }

    @Test
    void aPlainServerThatCopiesCompanionsCarriesRecallsAndCannotForgeThem() throws Exception {
        TestNode hub = TestNode.create(
                nodes.vertx(),
                directory.resolve("hub"),
                "Hub",
                Clock.systemUTC(),
                yaml -> yaml.replace("sign: true", "sign: false"));
        hub.start();
        try {
            hub.addCollection("copy");
            hub.addCollection("copied-provenance");
            hub.agreeWith(bankB, "bank-b")
                    .mayRead("copy", Tlp.RED)
                    .mayRead("copied-provenance", Tlp.RED)
                    .write();
            bankB.agreeWith(hub, "hub")
                    .followWithProvenance("copy", "from-a", "copied-provenance")
                    .write();
            hub.addClient("copier", "a password", "copy", "copied-provenance");
            company.addClient("copier", "a password", "feed");
            List<String> published = feed.indicators(2, Feed.GREEN);
            String forged = Feed.idOf(published.get(0));
            String recalled = Feed.idOf(published.get(1));
            publish(company, "feed", published);
            TaxiiCaller from = new TaxiiCaller(company.clientRoot(), "copier", "a password");
            TaxiiCaller to = new TaxiiCaller(hub.clientRoot(), "copier", "a password");
            String companions = "collections/"
                    + from.get("collections/feed/")
                            .json()
                            .path("x_tidings_provenance")
                            .asText() + "/objects/";
            copy(from, companions, to, "collections/copied-provenance/objects/");
            copy(from, "collections/feed/objects/", to, "collections/copy/objects/");
            assertThat(bankB.operations().follow(Optional.of("hub"), p -> {}))
                    .allSatisfy(report -> assertThat(report.error()).isEmpty());
            assertThat(bankB.holds(forged) && bankB.holds(recalled)).isTrue();

            // The server has no key that counts, whatever name it signs with.
            String lie = RecallForger.object(forged, "Lighthouse");
            assertThat(to.post("collections/copied-provenance/objects/", Feed.envelope(List.of(lie)))
                            .status())
                    .isEqualTo(202);
            company.operations().recalls().recall(recalled, Optional.empty(), "names a victim");
            copy(from, companions + "?match%5Btype%5D=x-tidings-recall", to, "collections/copied-provenance/objects/");
            assertThat(bankB.operations().follow(Optional.of("hub"), p -> {}))
                    .allSatisfy(report -> assertThat(report.error()).isEmpty());

            assertThat(bankB.holds(recalled)).isFalse();
            assertThat(recalls(bankB, recalled).get(0).standing()).isEqualTo("creator");
            assertThat(bankB.holds(forged)).isTrue();
        } finally {
            hub.close();
        }
    }

    private static void copy(TaxiiCaller from, String theirs, TaxiiCaller to, String ours) throws Exception {
        assertThat(to.post(ours, from.get(theirs).json().toPrettyString()).status())
                .isEqualTo(202);
    }

    @Test
    void answersThatAreForgedOrPlayedAgainChangeNothing() throws Exception {
        SigningKeys keys = bankA.signingKeys();
        List<String> published = feed.indicators(1, Feed.GREEN);
        String id = Feed.idOf(published.get(0));
        publish(company, "feed", published);
        followed(bankA);
        bankA.stop(); // it answers what it is told
        RecallReport recall = company.operations().recalls().recall(id, Optional.empty(), "wrong");
        String statement = digestOfTheFirstStatement();
        keys.look();
        PrivateSealKey real = keys.current().orElseThrow();
        String held = RecallForger.answer(recall.id(), statement, "2026-11-22T10:00:00Z", "held", real);
        String removed = RecallForger.answer(recall.id(), statement, "2026-11-22T11:00:00Z", "removed", real);
        try (RawConnection door = RawConnection.open(
                company.peerRoot(), Optional.of(bankA.identity.keyManager()), "http/1.1", 16 << 10)) {
            assertThat(post(
                            door,
                            removed.substring(0, removed.lastIndexOf('.') + 1)
                                    + held.substring(held.lastIndexOf('.') + 1)))
                    .as("another signature of the same key")
                    .isEqualTo(400);
            assertThat(post(door, RecallForger.answer(recall.id(), "x", "2026-11-22T12:00:00Z", "kept", real)))
                    .as("about another statement")
                    .isEqualTo(404);
            assertThat(recalls(company, id).get(0).told().get(0).answer()).isEmpty();
            assertThat(post(door, held)).isEqualTo(204);
            assertThat(post(door, removed)).isEqualTo(204);
            assertThat(post(door, held)).as("an older one again").isEqualTo(204);
        }
        assertThat(did(id)).isEqualTo("removed true");
        company.agreeWith(bankB, "bank-b").mayRead("feed", Tlp.RED).write();
        try (RawConnection door = RawConnection.open(
                company.peerRoot(), Optional.of(bankB.identity.keyManager()), "http/1.1", 16 << 10)) {
            String late = RecallForger.answer(
                    recall.id(), statement, "2026-11-22T13:00:00Z", "kept", RecallForger.stranger());
            assertThat(post(door, late)).as("of a peer that was not told").isEqualTo(404);
        }
        assertThat(did(id)).isEqualTo("removed true");
        bankA.start();
    }

    /** As bank A reads it. */
    private String digestOfTheFirstStatement() throws Exception {
        TaxiiCaller reader = TaxiiCaller.peer(company.peerRoot(), bankA.identity.keyManager());
        String companions = reader.get("collections/feed/")
                .json()
                .path("x_tidings_provenance")
                .asText();
        String statement = reader.get("collections/" + companions + "/objects/?match%5Btype%5D=x-tidings-recall")
                .json()
                .path("objects")
                .path(0)
                .path("statements")
                .path(0)
                .asText();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(statement.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private String did(String id) {
        RecallReport.Answer answer =
                recalls(company, id).get(0).told().get(0).answer().orElseThrow();
        return answer.did() + " " + answer.proven();
    }

    @Test
    void whoNeverActsIsShownAsSuch() throws Exception {
        List<String> published = feed.indicators(1, Feed.GREEN);
        String id = Feed.idOf(published.get(0));
        publish(company, "feed", published);
        followed(bankA);
        bankA.stop();
        company.operations().recalls().recall(id, Optional.empty(), "wrong");
        assertThat(CommandLine.run(
                        "recall", "show", id, "--home", company.home.directory().toString()))
                .containsPattern("peer:bank-a +20[^ ]+ +taxii +none +20");
        assertThat(CommandLine.run(
                        "recall", "--list", "--home", company.home.directory().toString()))
                .containsPattern(id + " +creator +removed +1 +0 +0");
        bankA.start();
    }

    @Test
    void whatIsRecalledDoesNotComeInAgainByAnotherRoadUntilTheOperatorHasItSo() throws Exception {
        List<String> published = feed.indicators(1, Feed.GREEN);
        String id = Feed.idOf(published.get(0));
        publish(company, "feed", published);
        followed(bankA);
        company.operations().recalls().recall(id, Optional.empty(), "wrong");
        followed(bankA);

        PublishReport again = publish(bankA, "own", published);
        assertThat(again.refused()).isEqualTo(1);
        assertThat(again.problems().get(0).message()).contains("recalled by Lighthouse", "recall forget");

        bankA.operations().recalls().forget(id);
        assertThat(publish(bankA, "own", published).stored()).isEqualTo(1);
    }

    @Test
    void aVersionThatComesAfterTheRecallIsTaken() throws Exception {
        String id = feed.id();
        publish(company, "feed", List.of(version(id, "2026-01-01T00:00:00.000Z")));
        followed(bankA);
        company.operations().recalls().recall(id, Optional.of("2026-01-01T00:00:00.000Z"), "wrong");
        publish(company, "feed", List.of(version(id, "2026-02-01T00:00:00.000Z")));
        followed(bankA);

        assertThat(bankA.operations().trace(id).versions())
                .extracting(version -> version.version())
                .containsExactly("2026-02-01T00:00:00.000Z");
    }

    private static String version(String id, String modified) {
        return Feed.indicator(id, modified, Feed.GREEN, Feed.LIGHTHOUSE, "");
    }

    @Test
    void whoeverOnlyPassedItOnCanWithdrawItsGivingAndNoMore() throws Exception {
        List<String> published = feed.indicators(1, Feed.GREEN);
        String id = Feed.idOf(published.get(0));
        publish(company, "feed", published);
        followed(bankA);
        followed(bankB);

        bankA.operations().recalls().recall(id, Optional.empty(), "given by mistake");
        followed(bankB);

        RecallReport at = recalls(bankB, id).get(0);
        assertThat(at.standing() + " " + at.action()).isEqualTo("giver notified");
        assertThat(bankB.holds(id)).isTrue();
        assertThat(company.holds(id)).isTrue();
        bankB.operations().recalls().apply(id);
        assertThat(bankB.holds(id)).isFalse();
        assertThatThrownBy(() -> recalls(company, id)).isInstanceOf(OperationException.class);
    }

    @Test
    void aRecallByWhoNeitherMadeNorGaveItIsRefusedAndRecorded() throws Exception {
        TestNode stranger = TestNode.create(nodes.vertx(), directory.resolve("stranger"), "Stranger")
                .start();
        try {
            stranger.addCollection("bait");
            bankA.addCollection("from-stranger");
            stranger.agreeWith(bankA, "bank-a").mayRead("bait", Tlp.RED).write();
            bankA.agreeWith(stranger, "stranger")
                    .follow("bait", "from-stranger", SELDOM)
                    .write();
            bankA.trust(stranger, "stranger");
            List<String> published = feed.indicators(1, Feed.GREEN);
            String id = Feed.idOf(published.get(0));
            publish(company, "feed", published);
            followed(bankA);
            // The stranger says to have the object too, and gives it to bank A, who keeps what it has.
            publish(stranger, "bait", List.of(published.get(0).replace("192.0.2.", "198.51.100.")));
            followed(bankA);
            stranger.operations().recalls().recall(id, Optional.empty(), "mine");
            followed(bankA);

            assertThat(bankA.holds(id)).isTrue();
            try (var files = Files.list(bankA.home.audit())) {
                String log = files.map(RecallIT::text).collect(Collectors.joining());
                assertThat(log).containsPattern("\"event\":\"recall(-refused)?\",\"who\":\"peer:stranger\"");
            }
        } finally {
            stranger.close();
        }
    }

    @Test
    void whatIsHeldBackIsGivenToNobodyUntilTheOperatorHasTheRecallForgotten() throws Exception {
        Path agreement = bankA.home.peers().resolve("company.yaml");
        Files.writeString(
                agreement, Files.readString(agreement).replace("{max-tlp: red}", "{max-tlp: red, recall: hold}"));
        bankA.reload();
        bankA.addClient("tip", "a password", "from-company");
        TaxiiCaller tip = new TaxiiCaller(bankA.clientRoot(), "tip", "a password");
        List<String> published = feed.indicators(2, Feed.GREEN);
        String id = Feed.idOf(published.get(0));
        publish(company, "feed", published);
        followed(bankA);
        company.operations().recalls().recall(id, Optional.empty(), "perhaps wrong");
        followed(bankA);

        assertThat(bankA.holds(id)).isTrue();
        assertThat(tip.get("collections/from-company/objects/").json().path("objects"))
                .hasSize(1);
        assertThat(tip.get("collections/from-company/objects/" + id + "/").status())
                .isEqualTo(404);
        assertThat(bankA.operations().status().warnings()).hasSize(1);
        bankA.operations().recalls().forget(id);
        assertThat(tip.get("collections/from-company/objects/").json().path("objects"))
                .hasSize(2);
    }

    @Test
    void aPeerThatWasNotToldLearnsNothingAtTheDoorForAnswers() throws Exception {
        TestNode stranger = TestNode.create(nodes.vertx(), directory.resolve("stranger"), "Stranger");
        company.agreeWith(stranger, "stranger").mayRead("feed", Tlp.GREEN).write();
        List<String> published = feed.indicators(1, Feed.GREEN);
        publish(company, "feed", published);
        followed(bankA);
        RecallReport recall =
                company.operations().recalls().recall(Feed.idOf(published.get(0)), Optional.empty(), "wrong");
        try (RawConnection door = RawConnection.open(
                company.peerRoot(), Optional.of(stranger.identity.keyManager()), "http/1.1", 16 << 10)) {
            assertThat(post(door, acknowledgement(recall.id()))).isEqualTo(404);
            assertThat(post(door, acknowledgement("00000000-0000-4000-8000-000000000000")))
                    .isEqualTo(404);
            assertThat(post(door, "no JWS at all")).isEqualTo(400);
            assertThat(post(door, "x".repeat(20_000))).isEqualTo(413);
        }
        assertThat(recalls(company, Feed.idOf(published.get(0))).get(0).told())
                .allSatisfy(told -> assertThat(told.who()).isEqualTo("peer:bank-a"))
                .allSatisfy(told -> assertThat(told.answer().filter(answer -> !answer.proven()))
                        .isEmpty());
    }

    private static String acknowledgement(String recall) {
        return RecallForger.answer(recall, "x", "2026-01-01T00:00:00Z", "removed", RecallForger.stranger());
    }

    private static int post(RawConnection door, String body) throws Exception {
        door.send("POST /recall/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/jose\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
        return door.reply().status();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Test
    void whoWasNeverGivenItSeesTheSameAnswersToTheByte() throws Exception {
        company.addClient("green", "a password", List.of(TestNode.read("feed", Tlp.GREEN)), List.of(), List.of());
        company.addClient("red", "a password", List.of(TestNode.read("feed", Tlp.RED)), List.of(), List.of());
        publish(company, "feed", feed.indicators(2, Feed.GREEN));
        List<String> secret = feed.indicators(1, Feed.AMBER);
        publish(company, "feed", secret);
        TaxiiCaller green = new TaxiiCaller(company.clientRoot(), "green", "a password");
        TaxiiCaller red = new TaxiiCaller(company.clientRoot(), "red", "a password");
        String companions = green.get("collections/feed/")
                .json()
                .path("x_tidings_provenance")
                .asText();
        List<String> paths = List.of(
                "collections/",
                "collections/feed/",
                "collections/feed/objects/",
                "collections/feed/manifest/",
                "collections/feed/objects/" + Feed.idOf(secret.get(0)) + "/versions/",
                "collections/" + companions + "/objects/",
                "collections/" + companions + "/objects/?match%5Btype%5D=x-tidings-recall",
                "collections/" + companions + "/manifest/");
        List<String> before = paths.stream().map(path -> answer(green, path)).toList();
        red.get("collections/feed/objects/");

        company.operations().recalls().recall(Feed.idOf(secret.get(0)), Optional.empty(), "names a victim");

        assertThat(paths.stream().map(path -> answer(green, path)).toList()).isEqualTo(before);
        assertThat(red.get("collections/feed/objects/").json().path("objects")).hasSize(2);
        assertThat(red.get("collections/" + companions + "/objects/").json().path("objects"))
                .extracting(each -> each.path("type").asText())
                .containsExactly("x-tidings-provenance", "x-tidings-recall");
        assertThat(red.get(paths.get(6)).json().path("objects")).hasSize(1);
    }

    private static String answer(TaxiiCaller caller, String path) {
        try {
            TaxiiCaller.Answer answer = caller.get(path);
            return answer.status() + " " + answer.header("X-TAXII-Date-Added-First") + " "
                    + answer.header("X-TAXII-Date-Added-Last") + " "
                    + answer.text().replaceAll("\"error_id\":\"[^\"]*\"", "");
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
