package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.operations.FollowReport;
import io.tidings.node.operations.GivenReport;
import io.tidings.node.operations.PackageImportReport;
import io.tidings.node.operations.PackageOrder;
import io.tidings.node.recall.RecallReport;
import io.tidings.stix.marking.Tlp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    private final Feed feed = new Feed(21);
    private ThreeOrganisations nodes;
    private TestNode company;
    private TestNode bankA;
    private TestNode bankB;
    private Path courier;
    private int files;

    @BeforeEach
    void threeOrganisationsWithoutANetwork() throws Exception {
        nodes = ThreeOrganisations.start(directory);
        company = nodes.company();
        bankA = nodes.bankA();
        bankB = nodes.bankB();
        company.agreeWith(bankA, "bank-a").mayRead("feed", Tlp.RED).write();
        bankA.agreeWith(company, "company")
                .mayWrite("from-company", Tlp.RED)
                .onward()
                .write();
        bankA.agreeWith(bankB, "bank-b").mayRead("from-company", Tlp.RED).write();
        bankB.agreeWith(bankA, "bank-a").mayWrite("from-a", Tlp.RED).write();
        nodes.knowEachOther();
        courier = Files.createDirectory(directory.resolve("courier"));
    }

    @AfterEach
    void stop() {
        nodes.close();
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
        String id = Feed.idOf(published.get(1));
        publish(company, "feed", published);
        toBankA();
        toBankB();

        company.operations().recalls().recall(id, Optional.empty(), "names a victim");
        toBankA();
        assertThat(bankA.holds(id)).isFalse();
        assertThat(answer(company, id).did()).isEqualTo("removed");
        assertThat(answer(company, id).proven()).isTrue();
        assertThat(answer(company, id).peers() + " " + answer(company, id).answered())
                .isEqualTo("1 0");
        toBankB();
        assertThat(bankB.holds(id)).isFalse();
        assertThat(bankB.holds(Feed.idOf(published.get(0)))).isTrue();
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
        String id = Feed.idOf(published.get(0));
        publish(company, "feed", published);
        toBankA();
        company.operations().recalls().recall(id, Optional.empty(), "wrong");

        Path lost = create(company, "feed", "bank-a", false);
        assertThat(beside(lost)).contains("x-tidings-recall");
        Path next = create(company, "feed", "bank-a", false);
        assertThat(beside(next)).isEmpty();
        assertThat(take(bankA, next).outcome()).isEqualTo(PackageImportReport.WAITING);
        assertThat(bankA.holds(id)).isTrue();

        carry(company, "feed", bankA, "bank-a", true);
        assertThat(bankA.holds(id)).isFalse();
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
        company.operations().recalls().recall(Feed.idOf(secret.get(0)), Optional.empty(), "names a victim");
        toBankA();

        assertThat(beside(create(bankA, "from-company", "bank-b", false))).isEmpty();
        assertThat(beside(create(bankA, "from-company", "bank-b", true))).doesNotContain("x-tidings-recall");
    }

    @Test
    void aRecallThatCameByPackageIsAnsweredOverTheNetworkOnceThereIsOne() throws Exception {
        List<String> published = feed.indicators(1, Feed.GREEN);
        String id = Feed.idOf(published.get(0));
        publish(company, "feed", published);
        toBankA();
        company.operations().recalls().recall(id, Optional.empty(), "wrong");
        assertThat(take(bankA, create(company, "feed", "bank-a", false)).outcome())
                .isEqualTo(PackageImportReport.TAKEN);
        assertThat(bankA.holds(id)).isFalse();
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
        String id = Feed.idOf(published.get(0));
        publish(company, "feed", published);
        toBankA();
        // Bank B has another object under that name, and gives it; it is a claim at bank A.
        publish(bankB, "own", List.of(published.get(0).replace("192.0.2.", "198.51.100.")));
        carry(bankB, "own", bankA, "bank-a", false);
        bankB.operations().recalls().recall(id, Optional.empty(), "mine");
        carry(bankB, "own", bankA, "bank-a", false);

        assertThat(bankA.holds(id)).isTrue();
    }
}
