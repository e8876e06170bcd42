package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.agreement.Organisation;
import io.tidings.node.agreement.Signer;
import io.tidings.node.agreement.SignerFile;
import io.tidings.node.identity.Secrets;
import io.tidings.node.identity.SigningKeys;
import io.tidings.node.operations.FollowReport;
import io.tidings.node.operations.GivenReport;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.PackageImportReport;
import io.tidings.node.operations.PackageOrder;
import io.tidings.node.recall.RecallReport;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recalls where no network goes: from a company over bank A to bank B, by packages, and what became of them back. */
class PackagedRecallIT {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(21);
    private TestNode company;
    private TestNode bankA;
    private TestNode bankB;
    private Path courier;
    private int files;

    @BeforeEach
    void threeOrganisationsWithoutANetwork() throws Exception {
        company = TestNode.create(vertx, directory.resolve("company"), "Lighthouse")
                .start();
        bankA = TestNode.create(vertx, directory.resolve("a"), "Bank A").start();
        bankB = TestNode.create(vertx, directory.resolve("b"), "Bank B").start();
        company.addCollection("feed");
        bankA.addCollection("from-company");
        bankB.addCollection("from-a");
        company.agreeWith(bankA, "bank-a").mayRead("feed", Tlp.RED).write();
        bankA.agreeWith(company, "company")
                .mayWrite("from-company", Tlp.RED)
                .onward()
                .write();
        bankA.agreeWith(bankB, "bank-b").mayRead("from-company", Tlp.RED).write();
        bankB.agreeWith(bankA, "bank-a").mayWrite("from-a", Tlp.RED).write();
        trust(bankA, company, "company");
        trust(bankA, bankB, "bank-b");
        trust(bankB, bankA, "bank-a");
        trust(bankB, company, "company");
        trust(company, bankA, "bank-a");
        courier = Files.createDirectory(directory.resolve("courier"));
    }

    @AfterEach
    void stop() {
        company.close();
        bankA.close();
        bankB.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static void trust(TestNode here, TestNode other, String name) throws Exception {
        SecureRandom random = new SecureRandom();
        var keys = new SigningKeys(
                other.home.signingKeys(),
                new Secrets(other.home.secrets(), random).keystorePassword(),
                random,
                Clock.systemUTC());
        SignerFile.write(
                here.home.signers(),
                new Signer(
                        name,
                        new Organisation(name, Optional.empty(), Optional.empty(), List.of()),
                        Set.of(),
                        keys.published()));
        here.reload();
    }

    private static void publish(TestNode node, String collection, List<String> objects) throws Exception {
        assertThat(node.operations()
                        .publish(collection, Feed.content(objects), "test", p -> {})
                        .stored())
                .isEqualTo(objects.size());
    }

    private Path create(TestNode node, String collection, String recipient, boolean full) {
        Path file = courier.resolve("p" + files++ + ".tidings");
        node.operations()
                .packages()
                .create(
                        new PackageOrder(
                                file,
                                Optional.of(recipient),
                                List.of(),
                                collection,
                                full,
                                false,
                                true,
                                Optional.empty()),
                        p -> {});
        return file;
    }

    /** By courier, with the word of it that goes back. */
    private void carry(TestNode from, String collection, TestNode to, String recipient, boolean full) throws Exception {
        Path back = Files.createDirectory(directory.resolve("back" + files));
        assertThat(to.operations()
                        .packages()
                        .take(create(from, collection, recipient, full), Optional.empty(), Optional.of(back), p -> {}))
                .extracting(PackageImportReport::outcome)
                .containsExactly(PackageImportReport.TAKEN);
        assertThat(from.operations().packages().take(back, Optional.empty(), Optional.empty(), p -> {}))
                .extracting(PackageImportReport::outcome)
                .containsExactly(PackageImportReport.ACKNOWLEDGEMENT);
    }

    private void toBankA() throws Exception {
        carry(company, "feed", bankA, "bank-a", false);
    }

    private void toBankB() throws Exception {
        carry(bankA, "from-company", bankB, "bank-b", false);
    }

    private static boolean holds(TestNode node, String id) {
        try {
            return node.operations().trace(id).versions().stream().anyMatch(version -> !version.claim());
        } catch (OperationException gone) {
            return false;
        }
    }

    private static String idOf(String object) {
        int start = object.indexOf("indicator--");
        return object.substring(start, start + "indicator--".length() + 36);
    }

    private static RecallReport.Answer answer(TestNode node, String id) {
        return node.operations()
                .recalls()
                .show(id)
                .get(0)
                .told()
                .get(0)
                .answer()
                .orElseThrow();
    }

    /** What a package holds beside its objects. */
    private static String beside(Path file) throws Exception {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry recalls = zip.getEntry("recalls.json");
            return recalls == null
                    ? ""
                    : new String(zip.getInputStream(recalls).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatIsRecalledIsGoneWhereverPackagesBroughtItAndEachAnswers() throws Exception {
        List<String> published = feed.indicators(3, Feed.GREEN);
        String id = idOf(published.get(1));
        publish(company, "feed", published);
        toBankA();
        toBankB();

        company.operations().recalls().recall(id, Optional.empty(), "names a victim");
        toBankA();
        assertThat(holds(bankA, id)).isFalse();
        assertThat(answer(company, id).did()).isEqualTo("removed");
        assertThat(answer(company, id).proven()).isTrue();
        assertThat(answer(company, id).peers() + " " + answer(company, id).answered())
                .isEqualTo("1 0");
        toBankB();
        assertThat(holds(bankB, id)).isFalse();
        assertThat(holds(bankB, idOf(published.get(0)))).isTrue();
        assertThat(answer(bankA, id).did()).isEqualTo("removed");

        toBankA(); // nothing new, but word of what bank B did goes back
        company.stop();
        company.start();
        assertThat(answer(company, id).peers() + " " + answer(company, id).answered() + " "
                        + answer(company, id).acted())
                .isEqualTo("1 1 1");
        assertThat(bankB.operations().recalls().show(id).get(0).standing()).isEqualTo("creator");
    }

    @Test
    void aRecallIsInThePackageAfterItAndInEveryFullOne() throws Exception {
        List<String> published = feed.indicators(2, Feed.GREEN);
        String id = idOf(published.get(0));
        publish(company, "feed", published);
        toBankA();
        company.operations().recalls().recall(id, Optional.empty(), "wrong");

        Path lost = create(company, "feed", "bank-a", false);
        assertThat(beside(lost)).contains("x-tidings-recall");
        Path next = create(company, "feed", "bank-a", false);
        assertThat(beside(next)).isEmpty();
        assertThat(take(bankA, next).outcome()).isEqualTo(PackageImportReport.WAITING);
        assertThat(holds(bankA, id)).isTrue();

        carry(company, "feed", bankA, "bank-a", true);
        assertThat(holds(bankA, id)).isFalse();
        assertThat(company.operations()
                        .sharing()
                        .given("peer:bank-a", Instant.EPOCH, false, 100)
                        .pages())
                .extracting(GivenReport.Page::channel)
                .containsExactlyInAnyOrder("package", "package-recall", "package-recall", "package");
    }

    private static PackageImportReport take(TestNode node, Path file) {
        return node.operations()
                .packages()
                .take(file, Optional.empty(), Optional.empty(), p -> {})
                .get(0);
    }

    @Test
    void whoWasNotGivenItFindsNothingOfTheRecallInItsPackage() throws Exception {
        bankA.agreeWith(bankB, "bank-b").mayRead("from-company", Tlp.GREEN).write();
        List<String> secret = feed.indicators(1, Feed.AMBER);
        publish(company, "feed", secret);
        publish(company, "feed", feed.indicators(1, Feed.GREEN));
        toBankA();
        toBankB();
        company.operations().recalls().recall(idOf(secret.get(0)), Optional.empty(), "names a victim");
        toBankA();

        assertThat(beside(create(bankA, "from-company", "bank-b", false))).isEmpty();
        assertThat(beside(create(bankA, "from-company", "bank-b", true))).doesNotContain("x-tidings-recall");
    }

    @Test
    void aRecallThatCameByPackageIsAnsweredOverTheNetworkOnceThereIsOne() throws Exception {
        List<String> published = feed.indicators(1, Feed.GREEN);
        String id = idOf(published.get(0));
        publish(company, "feed", published);
        toBankA();
        company.operations().recalls().recall(id, Optional.empty(), "wrong");
        assertThat(take(bankA, create(company, "feed", "bank-a", false)).outcome())
                .isEqualTo(PackageImportReport.TAKEN);
        assertThat(holds(bankA, id)).isFalse();
        assertThat(company.operations().recalls().show(id).get(0).told().get(0).answer())
                .isEmpty();

        bankA.agreeWith(company, "company")
                .follow("feed", "from-company", Duration.ofHours(1))
                .onward()
                .write();
        List<FollowReport> reports = bankA.operations().follow(Optional.empty(), p -> {});
        assertThat(reports).allSatisfy(report -> assertThat(report.error()).isEmpty());
        assertThat(answer(company, id).did()).isEqualTo("removed");
    }

    @Test
    void aRecallInAPackageOfSomebodyWhoNeitherMadeNorGaveItTakesNothingAway() throws Exception {
        bankA.addCollection("from-b");
        bankB.addCollection("own");
        bankB.agreeWith(bankA, "bank-a")
                .mayWrite("from-a", Tlp.RED)
                .mayRead("own", Tlp.RED)
                .write();
        bankA.agreeWith(bankB, "bank-b").mayWrite("from-b", Tlp.RED).write();
        List<String> published = feed.indicators(1, Feed.GREEN);
        String id = idOf(published.get(0));
        publish(company, "feed", published);
        toBankA();
        // Bank B has another object under that name, and gives it; it is a claim at bank A.
        publish(bankB, "own", List.of(published.get(0).replace("192.0.2.", "198.51.100.")));
        carry(bankB, "own", bankA, "bank-a", false);
        bankB.operations().recalls().recall(id, Optional.empty(), "mine");
        carry(bankB, "own", bankA, "bank-a", false);

        assertThat(holds(bankA, id)).isTrue();
    }
}
