package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidings.node.operations.FollowReport;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.QuarantineReport;
import io.tidings.node.operations.Quarantining;
import io.tidings.node.operations.TraceReport;
import io.tidings.node.seal.SealAlgorithm;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.validate.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content that goes from a company over bank A to bank B, with the seals of all three. */
class ProvenanceIT {
    private static final String CREATOR = "identity--00000000-0000-4000-8000-00000000000a";
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
        company.agreeWith(bankA, "bank-a").mayRead("feed", Tlp.RED).write();
        bankA.agreeWith(company, "company")
                .follow("feed", "from-company", Duration.ofHours(1))
                .onward()
                .write();
        bankA.agreeWith(bankB, "bank-b").mayRead("from-company", Tlp.RED).write();
        bankB.agreeWith(bankA, "bank-a")
                .follow("from-company", "from-a", Duration.ofHours(1))
                .write();
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    private void publish(TestNode node, String collection, List<String> objects) throws Exception {
        assertThat(node.operations()
                        .publish(collection, Feed.content(objects), "test", p -> {})
                        .refused())
                .isZero();
    }

    private static void followed(TestNode node) {
        List<FollowReport> reports = node.operations().follow(Optional.empty(), p -> {});
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).error()).isEmpty();
    }

    private static TraceReport.Proof proof(TestNode node, String object) {
        return node.operations().trace(Feed.idOf(object)).versions().get(0).proof();
    }

    @Test
    void theLastProvesTheAuthorAndEveryStepOnceItKnowsTheirKeys() throws Exception {
        List<String> published = feed.indicators(2_100, Feed.GREEN);
        publish(company, "feed", published);
        followed(bankA);
        followed(bankB);

        assertThat(proof(bankB, published.get(0)).verdict()).isEqualTo("doubtful");
        bankB.trust(company, "company");
        bankB.trust(bankA, "bank-a");
        for (String object : List.of(published.get(0), published.get(999), published.get(2_099))) {
            TraceReport.Proof proof = proof(bankB, object);
            assertThat(proof.verdict()).as(String.valueOf(proof)).isEqualTo("verified");
            assertThat(proof.path())
                    .extracting(hop -> hop.step() + " " + hop.organisation())
                    .containsExactly("author company", "relay bank-a", "relay Bank B");
        }
    }

    @Test
    void aChangeThatTheCreatorSealedTakesEffectThoughAnotherBringsIt() throws Exception {
        String id = feed.id();
        String first = indicator(id, V1);
        String second = indicator(id, V2);
        bankB.addCollection("own");
        publish(bankB, "own", List.of(first)); // bank B has it from elsewhere, so bank A may not version it
        publish(company, "feed", List.of(second));
        followed(bankA);
        followed(bankB);
        assertThat(versions(bankB, first)).as("nobody proved it").containsExactly(V1 + " own", V2 + " ~claims");

        bankB.trust(company, "company", CREATOR);
        String third = indicator(id, "2026-03-01T00:00:00.000Z");
        publish(company, "feed", List.of(third));
        followed(bankA);
        followed(bankB);

        assertThat(versions(bankB, first)).contains("2026-03-01T00:00:00.000Z from-a");
    }

    @Test
    void nobodyBeginsInTheNameOfACreatorWhoseKeysAreKnown() throws Exception {
        bankB.trust(company, "company", CREATOR);
        bankA.addCollection("lies");
        bankA.agreeWith(bankB, "bank-b").mayRead("lies", Tlp.RED).write();
        bankB.agreeWith(bankA, "bank-a")
                .follow("lies", "from-a", Duration.ofHours(1))
                .write();
        String forged = indicator(feed.id(), V1);
        String others = Feed.indicator(feed.id(), V1, Feed.GREEN);
        publish(bankA, "lies", List.of(forged, others));
        followed(bankB);

        assertThat(versions(bankB, forged)).containsExactly(V1 + " ~claims");
        assertThat(versions(bankB, others)).containsExactly(V1 + " from-a");
    }

    @Test
    void aClaimIsInForceOnceTheKeyIsKnownThatProvesIt() throws Exception {
        bankB.trust(company, "company", CREATOR);
        rotate(company, SealAlgorithm.ES256); // bank B does not have the new card yet
        String late = indicator(feed.id(), V1);
        publish(company, "feed", List.of(late));
        followed(bankA);
        followed(bankB);
        assertThat(versions(bankB, late)).containsExactly(V1 + " ~claims");

        bankB.trust(company, "company", CREATOR);
        bankB.trust(bankA, "bank-a");

        await().untilAsserted(() -> assertThat(versions(bankB, late)).containsExactly(V1 + " from-a"));
        TraceReport.Proof proof = proof(bankB, late);
        assertThat(proof.verdict()).as(String.valueOf(proof)).isEqualTo("verified");
        assertThat(proof.path())
                .extracting(hop -> hop.step() + " " + hop.organisation())
                .containsExactly("author company", "relay bank-a", "relay Bank B");
    }

    @Test
    void theSameObjectByTwoRoadsIsHeldInBothCollectionsThoughNobodyProvesIt() throws Exception {
        bankB.addCollection("from-company");
        company.agreeWith(bankB, "bank-b").mayRead("feed", Tlp.RED).write();
        bankB.agreeWith(company, "company")
                .follow("feed", "from-company", Duration.ofHours(1))
                .write();
        String address = "{\"type\": \"ipv4-addr\", \"spec_version\": \"2.1\", \"id\":"
                + " \"ipv4-addr--ff26c055-6336-5bc5-b98d-13d6226742dd\", \"value\": \"198.51.100.3\"}";
        String indicator = indicator(feed.id(), V1);
        publish(company, "feed", List.of(indicator, address));
        followed(bankA);
        for (String peer : List.of("company", "bank-a")) {
            assertThat(bankB.operations().follow(Optional.of(peer), p -> {}))
                    .allMatch(report -> report.error().isEmpty());
        }

        assertThat(versions(bankB, indicator)).containsExactlyInAnyOrder(V1 + " from-company", V1 + " from-a");
        assertThat(bankB.operations()
                        .trace("ipv4-addr--ff26c055-6336-5bc5-b98d-13d6226742dd")
                        .versions())
                .extracting(TraceReport.Version::collection)
                .containsExactlyInAnyOrder("from-company", "from-a");
    }

    @Test
    void whatCameUnsignedIsProvenOnceItComesWithItsProof() throws Exception {
        TestNode hub = TestNode.create(
                nodes.vertx(),
                directory.resolve("hub"),
                "Hub",
                Clock.systemUTC(),
                yaml -> yaml.replace("sign: true", "sign: false"));
        hub.start();
        try {
            bankB.trust(company, "company");
            bankB.trust(bankA, "bank-a");
            hub.addCollection("copy");
            hub.agreeWith(bankB, "bank-b").mayRead("copy", Tlp.RED).write();
            bankB.agreeWith(hub, "hub")
                    .follow("copy", "from-a", Duration.ofHours(1))
                    .write();
            List<String> published = feed.indicators(3, Feed.GREEN);
            publish(hub, "copy", published);
            bankB.operations().follow(Optional.of("hub"), p -> {});
            assertThat(proof(bankB, published.get(1)).path())
                    .extracting(TraceReport.Hop::step)
                    .containsExactly("relay");

            publish(company, "feed", published);
            followed(bankA);
            bankB.operations().follow(Optional.of("bank-a"), p -> {});

            for (String object : published) {
                TraceReport.Proof proof = proof(bankB, object);
                assertThat(proof.verdict()).as(String.valueOf(proof)).isEqualTo("verified");
                assertThat(proof.path())
                        .extracting(hop -> hop.step() + " " + hop.organisation())
                        .containsExactly("author company", "relay bank-a", "relay Bank B");
            }
        } finally {
            hub.close();
        }
    }

    @Test
    void whatLayInQuarantineHasItsProofWhenItIsReleased() throws Exception {
        bankA.trust(company, "company");
        String faulty = Feed.indicator(feed.id(), V1, Feed.GREEN).replace("'192.0.2.1'", "");
        company.operations()
                .publish("feed", Optional.of(Profile.LENIENT), Feed.content(List.of(faulty)), "a file", p -> {});
        followed(bankA);

        assertThat(bankA.operations()
                        .quarantine()
                        .release(new Quarantining.Choice(List.of(Feed.idOf(faulty)), Optional.empty())))
                .singleElement()
                .matches(QuarantineReport.Outcome::entered);

        TraceReport.Proof proof = proof(bankA, faulty);
        assertThat(proof.verdict()).as(String.valueOf(proof)).isEqualTo("verified");
        assertThat(proof.path())
                .extracting(hop -> hop.step() + " " + hop.organisation())
                .containsExactly("author company", "relay Bank A");
    }

    @Test
    void whatAComparisonBringsHasItsProof() throws Exception {
        bankA.trust(company, "company");
        List<String> published = feed.indicators(3, Feed.GREEN);
        for (String each : published) {
            publish(company, "feed", List.of(each));
        }
        followed(bankA);
        company.addClient("tip", "a password", "feed");
        bankA.addClient("tip", "a password", "from-company");
        delete(bankA, "from-company", published.get(1));
        delete(company, "feed", published.get(2)); // so the follower finds that its last entry is gone, and compares
        bankA.stop();
        bankA.start();
        followed(bankA);

        TraceReport.Proof proof = proof(bankA, published.get(1));
        assertThat(proof.verdict()).as(String.valueOf(proof)).isEqualTo("verified");
        assertThat(proof.path())
                .extracting(hop -> hop.step() + " " + hop.organisation())
                .containsExactly("author company", "relay Bank A");
    }

    private static void delete(TestNode node, String collection, String object) throws Exception {
        assertThat(new TaxiiCaller(node.clientRoot(), "tip", "a password")
                        .delete("collections/" + collection + "/objects/" + Feed.idOf(object) + "/")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPlainServerThatCopiesBothCollectionsCarriesProofsAndCannotForgeThem() throws Exception {
        TestNode hub = TestNode.create(nodes.vertx(), directory.resolve("hub"), "Hub");
        Files.writeString(
                hub.home.configuration(),
                Files.readString(hub.home.configuration()).replace("sign: true", "sign: false"));
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
            bankB.trust(company, "company");
            hub.addClient("copier", "a password", "copy", "copied-provenance");
            company.addCollection("other"); // which bank A does not follow
            company.addClient("copier", "a password", "other");
            List<String> published = feed.indicators(3, Feed.GREEN);
            publish(company, "other", published);
            TaxiiCaller from = new TaxiiCaller(company.clientRoot(), "copier", "a password");
            TaxiiCaller to = new TaxiiCaller(hub.clientRoot(), "copier", "a password");
            String companions = from.get("collections/other/")
                    .json()
                    .path("x_tidings_provenance")
                    .asText();
            to.post(
                    "collections/copied-provenance/objects/",
                    from.get("collections/" + companions + "/objects/").json().toPrettyString());
            to.post(
                    "collections/copy/objects/",
                    from.get("collections/other/objects/").json().toString().replaceFirst("192.0.2.1", "192.0.2.2"));

            bankB.operations().follow(Optional.of("hub"), p -> {});

            TraceReport.Proof sound = proof(bankB, published.get(2));
            assertThat(sound.verdict()).as(String.valueOf(sound)).isEqualTo("verified");
            assertThat(sound.path())
                    .extracting(hop -> hop.step() + " " + hop.organisation())
                    .containsExactly("author company", "relay Bank B");
            TraceReport.Proof forged = proof(bankB, published.get(0));
            assertThat(forged.why()).hasValueSatisfying(why -> assertThat(why).contains("does not hold"));
            assertThat(forged.path()).extracting(TraceReport.Hop::organisation).containsExactly("Bank B");
        } finally {
            hub.close();
        }
    }

    @Test
    void companionsNameWhatTheReaderMaySeeAndNothingElse() throws Exception {
        List<String> green = feed.indicators(20, Feed.GREEN);
        List<String> red = feed.indicators(30, Feed.RED);
        List<String> all = new ArrayList<>(green);
        all.addAll(red);
        Collections.shuffle(all, new Random(1));
        publish(company, "feed", all);
        company.addClient("all", "a password", "feed");
        company.addClient("some", "a password", List.of(TestNode.read("feed", Tlp.GREEN)), List.of(), List.of());
        company.addClient("none", "a password", List.of(), List.of(), List.of());
        TaxiiCaller some = new TaxiiCaller(company.clientRoot(), "some", "a password");
        String path = "collections/"
                + some.get("collections/feed/")
                        .json()
                        .path("x_tidings_provenance")
                        .asText() + "/objects/";

        assertThat(refs(some.get(path))).containsExactlyInAnyOrderElementsOf(ids(green));
        assertThat(refs(new TaxiiCaller(company.clientRoot(), "all", "a password").get(path)))
                .containsExactlyInAnyOrderElementsOf(ids(all));
        assertThat(new TaxiiCaller(company.clientRoot(), "none", "a password")
                        .get(path)
                        .status())
                .isEqualTo(404);
    }

    private static List<String> refs(TaxiiCaller.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        List<String> refs = new ArrayList<>();
        answer.json()
                .path("objects")
                .forEach(companion -> companion
                        .path("objects")
                        .forEach(object -> refs.add(object.path("ref").asText())));
        return refs;
    }

    private static List<String> ids(List<String> objects) {
        return objects.stream().map(Feed::idOf).toList();
    }

    @Test
    void whatWasRemovedHereDoesNotComeBackInACircle() throws Exception {
        company.addCollection("back");
        bankA.agreeWith(company, "company")
                .mayRead("from-company", Tlp.RED)
                .follow("feed", "from-company", Duration.ofHours(1))
                .onward()
                .write();
        List<String> published = feed.indicators(2, Feed.GREEN);
        publish(company, "feed", published);
        followed(bankA);
        company.addClient("tip", "a password", "feed");
        TaxiiCaller tip = new TaxiiCaller(company.clientRoot(), "tip", "a password");
        assertThat(tip.delete("collections/feed/objects/" + Feed.idOf(published.get(0)) + "/")
                        .status())
                .isEqualTo(200);

        company.agreeWith(bankA, "bank-a")
                .mayRead("feed", Tlp.RED)
                .follow("from-company", "back", Duration.ofHours(1))
                .write();
        FollowReport report =
                company.operations().follow(Optional.empty(), p -> {}).get(0);

        assertThat(company.operations().trace(Feed.idOf(published.get(1))).versions())
                .isNotEmpty();
        assertThatThrownBy(() -> company.operations().trace(Feed.idOf(published.get(0))))
                .as(String.valueOf(report))
                .isInstanceOf(OperationException.class);
    }

    @Test
    void anAuditorWithPythonAndOpensslAloneVerifiesAnExport() throws Exception {
        assumeTrue(runs("python3", "--version") && runs("openssl", "version"), "needs python3 and openssl");
        bankB.trust(company, "company");
        bankB.trust(bankA, "bank-a");
        rotate(bankA, SealAlgorithm.EDDSA); // sealed with it, and not known to bank B
        List<String> published = feed.indicators(40, Feed.GREEN);
        publish(company, "feed", published);
        followed(bankA);
        bankB.trust(bankA, "bank-a");
        rotate(bankB, SealAlgorithm.SM2_SM3);
        followed(bankB);
        Path export = directory.resolve("export");
        CommandLine.run(
                "--home",
                bankB.home.directory().toString(),
                "provenance",
                "export",
                Feed.idOf(published.get(7)),
                "--to",
                export.toString());

        Run sound = python(export);
        Path object = export.resolve("from-a").resolve("2026-01-01T00-00-00.000Z");
        Files.writeString(
                object.resolve("object.canonical.json"),
                Files.readString(object.resolve("object.canonical.json")).replace("192.0.2.1", "192.0.2.2"));
        Files.writeString(
                object.resolve("object.json"),
                Files.readString(object.resolve("object.json")).replace("192.0.2.1", "192.0.2.2"));
        Run changed = python(export);

        assertThat(sound.exit()).as(sound.output()).isZero();
        assertThat(sound.output())
                .contains("1. author", "signed by company", "2. relay", "signed by bank-a", "signed by Bank B")
                .doesNotContain("NOT PROVEN");
        assertThat(changed.exit()).as(changed.output()).isNotZero();
    }

    private record Run(int exit, String output) {}

    private static Run python(Path export) throws Exception {
        Process process = new ProcessBuilder(
                        "python3", export.resolve("verify.py").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException | InterruptedException absent) {
            return false;
        }
    }

    private static void rotate(TestNode node, SealAlgorithm algorithm) throws Exception {
        node.signingKeys().rotate(algorithm);
        assertThat(node.operations().reload()).isEmpty();
    }

    private static String indicator(String id, String modified) {
        return Feed.indicator(id, modified, Feed.GREEN, CREATOR, "");
    }

    private static List<String> versions(TestNode node, String object) {
        return node.operations().trace(Feed.idOf(object)).versions().stream()
                .map(version -> version.version() + " " + version.collection())
                .toList();
    }
}
