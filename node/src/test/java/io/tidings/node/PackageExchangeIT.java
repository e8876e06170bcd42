package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.cms.SigningKey;
import io.tidings.node.cms.TestCertificates;
import io.tidings.node.identity.Pem;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.PackageImportReport;
import io.tidings.node.operations.PackageOrder;
import io.tidings.node.operations.PackageReport;
import io.tidings.node.operations.TraceReport;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that never share a network, with couriers between them who lose, repeat and mix up what they carry. */
class PackageExchangeIT {
    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(6);
    private final List<String> published = new ArrayList<>();
    private TestNode bankA;
    private TestNode bankB;
    private Path courier;
    private int files;

    @BeforeEach
    void twoBanksWithAnAgreementAndNoNetwork() throws Exception {
        bankA = TestNode.create(vertx, directory.resolve("a"), "Bank A").start();
        bankB = TestNode.create(vertx, directory.resolve("b"), "Bank B").start();
        bankA.addCollection("indicators");
        bankA.addCollection("from-b");
        bankB.addCollection("from-a");
        bankB.addClient("tip", "a password", "from-a");
        bankA.agreeWith(bankB, "bank-b")
                .mayRead("indicators", Tlp.AMBER)
                .mayWrite("from-b", Tlp.RED)
                .write();
        bankB.agreeWith(bankA, "bank-a")
                .mayWrite("from-a", Tlp.RED)
                .mayRead("from-a", Tlp.RED)
                .onward()
                .write();
        courier = Files.createDirectory(directory.resolve("courier"));
    }

    @AfterEach
    void stop() {
        bankA.close();
        bankB.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void severalRoundsWithLossesAndRepeatsEndWithEverythingByteForByte() throws Exception {
        publish(30);
        Path first = create(false);
        assertThat(report(first)).isEqualTo(PackageImportReport.TAKEN);
        assertThat(heldByB()).containsExactlyElementsOf(published);

        assertThat(report(first)).isEqualTo(PackageImportReport.REPEATED);
        publish(5);
        Path second = create(false);
        publish(5);
        Path third = create(false);
        PackageImportReport early = take(third);
        assertThat(early.outcome()).isEqualTo(PackageImportReport.WAITING);
        assertThat(early.findings().get(0)).startsWith("gap: number 2 is missing");
        assertThat(heldByB()).hasSize(30);
        assertThat(report(second)).isEqualTo(PackageImportReport.TAKEN);
        assertThat(report(third)).isEqualTo(PackageImportReport.TAKEN);
        assertThat(heldByB()).containsExactlyElementsOf(published);

        publish(3);
        Files.delete(create(false));
        publish(3);
        Path fifth = create(false);
        Path acknowledgements = Files.createDirectory(directory.resolve("back"));
        bankB.operations().packages().take(fifth, Optional.empty(), Optional.of(acknowledgements), p -> {});
        List<PackageImportReport> words =
                bankA.operations().packages().take(acknowledgements, Optional.empty(), Optional.empty(), p -> {});
        assertThat(words).extracting(PackageImportReport::outcome).containsExactly("acknowledgement");
        Path healing = create(false);
        assertThat(report(healing)).isEqualTo(PackageImportReport.TAKEN);
        assertThat(heldByB()).containsExactlyElementsOf(published);
        assertThat(take(fifth).findings().get(0)).startsWith("old: ");

        // word that arrives again asks for nothing that was not made since
        bankA.operations().packages().take(acknowledgements, Optional.empty(), Optional.empty(), p -> {});
        Path empty = create(false);
        assertThat(take(empty).objects()).isZero();
        assertThat(bankA.operations().packages().list(100))
                .extracting(PackageReport::serial, PackageReport::full, PackageReport::objects)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, true, 30L),
                        org.assertj.core.groups.Tuple.tuple(2L, false, 5L),
                        org.assertj.core.groups.Tuple.tuple(3L, false, 5L),
                        org.assertj.core.groups.Tuple.tuple(4L, false, 3L),
                        org.assertj.core.groups.Tuple.tuple(5L, false, 3L),
                        org.assertj.core.groups.Tuple.tuple(6L, true, 46L),
                        org.assertj.core.groups.Tuple.tuple(7L, false, 0L));
    }

    @Test
    void packagesInAFolderAreTakenInTheirOrderWhateverTheirNames() throws Exception {
        for (int i = 9; i > 6; i--) {
            publish(2);
            create(false, "x" + i);
        }
        List<PackageImportReport> reports =
                bankB.operations().packages().take(courier, Optional.empty(), Optional.empty(), p -> {});
        assertThat(reports).extracting(PackageImportReport::outcome).containsOnly(PackageImportReport.TAKEN);
        assertThat(heldByB()).containsExactlyElementsOf(published);
    }

    @Test
    void itGoesBothWaysAndTheWayOfAnObjectIsKnown() throws Exception {
        publish(4);
        take(create(false));
        TraceReport.Version there = trace(bankB, published.get(0));
        assertThat(there.arrivals().get(0).from()).isEqualTo("peer:bank-a");
        assertThat(there.arrivals().get(0).channel()).isEqualTo("package");
        TraceReport.Version here = trace(bankA, published.get(0));
        assertThat(here.departures()).extracting(TraceReport.Departure::channel).containsExactly("package");
        assertThat(there.proof().verdict()).isEqualTo("doubtful"); // sealed by a key that nobody here was told of

        Path back = courier.resolve("back.tidings");
        bankB.operations().packages().create(order(back, "bank-a", "from-a", false, List.of()), p -> {});
        PackageImportReport report = bankA.operations()
                .packages()
                .take(back, Optional.empty(), Optional.empty(), p -> {})
                .get(0);
        assertThat(report.outcome()).isEqualTo(PackageImportReport.TAKEN);
        assertThat(report.objects()).isEqualTo(4);
    }

    @Test
    void theAgreementDecidesWhatGoesIntoAPackage() throws Exception {
        publish(3);
        bankA.operations().publish("indicators", Feed.content(feed.indicators(4, Feed.RED)), "red", p -> {});
        Path file = create(false);
        assertThat(take(file).objects()).isEqualTo(3);
        bankA.operations().sharing().cut(Optional.of("bank-b"), Optional.empty());
        assertThatThrownBy(() -> create(false))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void anEncryptedPackageIsReadByItsRecipientAlone() throws Exception {
        publish(3);
        Path file = courier.resolve("sealed.tidings");
        X509Certificate certificate = bankB.identity.certificate();
        bankA.operations().packages().create(order(file, "bank-b", "indicators", true, List.of(certificate)), p -> {});
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("manifest.json");
        try (TestNode bankC =
                TestNode.create(vertx, directory.resolve("c"), "Bank C").start()) {
            bankC.addCollection("from-a");
            bankC.agreeWith(bankA, "bank-a").mayWrite("from-a", Tlp.RED).write();
            PackageImportReport refused = bankC.operations()
                    .packages()
                    .take(file, Optional.empty(), Optional.empty(), p -> {})
                    .get(0);
            assertThat(refused.findings().get(0)).startsWith("recipient: ");
        }
        byte[] changed = Files.readAllBytes(file);
        changed[changed.length / 2] ^= 1;
        assertThat(take(Files.write(courier.resolve("changed.tidings"), changed))
                        .outcome())
                .isEqualTo(PackageImportReport.REFUSED);
        assertThat(take(file).outcome()).isEqualTo(PackageImportReport.TAKEN);
        assertThat(heldByB()).containsExactlyElementsOf(published);
    }

    @Test
    void aPackageThatIsNotCompressedHasTheObjectsAsTheyAreAndIsTaken() throws Exception {
        publish(3);
        Path file = courier.resolve("plain.tidings");
        bankA.operations()
                .packages()
                .create(
                        new PackageOrder(
                                file,
                                Optional.of("bank-b"),
                                List.of(),
                                "indicators",
                                false,
                                false,
                                false,
                                Optional.empty()),
                        p -> {});
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains(published);
        assertThat(take(file).outcome()).isEqualTo(PackageImportReport.TAKEN);
        assertThat(heldByB()).containsExactlyElementsOf(published);
    }

    @Test
    void aPackageEncryptedBySm2IsOpenedByTheKeyThatSigns() throws Exception {
        publish(3);
        SigningKey sm2 = TestCertificates.of("Bank C").kind("SM2").make();
        Path key = Files.writeString(courier.resolve("key.pem"), pem(sm2));
        Path certificate = Files.writeString(courier.resolve("cert.pem"), Pem.of(sm2.certificate()));
        try (TestNode bankC = TestNode.create(vertx, directory.resolve("c"), "Bank C")) {
            Path configuration = bankC.home.configuration();
            Files.writeString(
                    configuration,
                    Files.readString(configuration)
                            .replace(
                                    "  validity: P30D\n",
                                    "  validity: P30D\n  signing-key: " + key + "\n  signing-certificate: "
                                            + certificate + "\n"));
            bankC.start();
            bankC.addCollection("from-a");
            bankC.agreeWith(bankA, "bank-a").mayWrite("from-a", Tlp.RED).write();
            bankA.agreeWith(bankC, "bank-c")
                    .pinning(sm2.certificate())
                    .mayRead("indicators", Tlp.AMBER)
                    .write();
            Path file = courier.resolve("sealed.tidings");
            bankA.operations()
                    .packages()
                    .create(order(file, "bank-c", "indicators", true, List.of(sm2.certificate())), p -> {});
            byte[] changed = Files.readAllBytes(file);
            changed[changed.length / 2] ^= 1;
            assertThat(take(bankC, Files.write(courier.resolve("changed.tidings"), changed))
                            .findings()
                            .get(0))
                    .startsWith("not-opened: ");
            assertThat(take(file).findings().get(0)).startsWith("not-opened: ");
            assertThat(take(bankC, file).outcome()).isEqualTo(PackageImportReport.TAKEN);
        }
    }

    private static String pem(SigningKey key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.key().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @Test
    void aPackageForAnotherOrByAStrangerIsNotTaken() throws Exception {
        publish(3);
        Path file = create(false);
        try (TestNode bankC =
                TestNode.create(vertx, directory.resolve("c"), "Bank C").start()) {
            bankC.addCollection("from-a");
            assertThat(bankC.operations()
                            .packages()
                            .take(file, Optional.empty(), Optional.empty(), p -> {})
                            .get(0)
                            .findings())
                    .anyMatch(each -> each.startsWith("unknown-signer: "))
                    .anyMatch(each -> each.startsWith("recipient: "));
            bankC.agreeWith(bankA, "bank-a").mayWrite("from-a", Tlp.RED).write();
            assertThat(bankC.operations()
                            .packages()
                            .take(file, Optional.empty(), Optional.empty(), p -> {})
                            .get(0)
                            .findings())
                    .hasSize(1)
                    .allMatch(each -> each.startsWith("recipient: "));
        }
    }

    @Test
    void anExpiredPackageIsNotTaken() throws Exception {
        publish(3);
        Path file = courier.resolve("short.tidings");
        bankA.operations()
                .packages()
                .create(
                        new PackageOrder(
                                file,
                                Optional.of("bank-b"),
                                List.of(),
                                "indicators",
                                false,
                                false,
                                true,
                                Optional.of(Duration.ofMillis(1))),
                        p -> {});
        assertThat(take(file).findings()).hasSize(1).allMatch(each -> each.startsWith("expired: "));
    }

    @Test
    void nothingIsLeftWhereAPackageCannotBeWritten() throws Exception {
        publish(3);
        Path nowhere = directory.resolve("nowhere").resolve("x.tidings");
        assertThatThrownBy(() -> bankA.operations()
                        .packages()
                        .create(order(nowhere, "bank-b", "indicators", false, List.of()), p -> {}))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("no folder");
        Path file = create(false);
        assertThatThrownBy(() -> bankA.operations()
                        .packages()
                        .create(order(file, "bank-b", "indicators", false, List.of()), p -> {}))
                .hasMessageContaining("is there already");
        try (Stream<Path> left = Files.list(courier)) {
            assertThat(left).containsExactly(file);
        }
        // The number of what could not be made was not used up.
        assertThat(take(file).serial()).isEqualTo(1);
    }

    private void publish(int count) throws Exception {
        List<String> objects = feed.indicators(count, Feed.GREEN);
        bankA.operations().publish("indicators", Feed.content(objects), "feed", p -> {});
        published.addAll(objects);
    }

    private Path create(boolean full) {
        return create(full, "p" + files++);
    }

    private Path create(boolean full, String name) {
        Path file = courier.resolve(name + ".tidings");
        bankA.operations()
                .packages()
                .create(
                        new PackageOrder(
                                file,
                                Optional.of("bank-b"),
                                List.of(),
                                "indicators",
                                full,
                                false,
                                true,
                                Optional.empty()),
                        p -> {});
        return file;
    }

    private static PackageOrder order(
            Path file, String recipient, String collection, boolean encrypt, List<X509Certificate> certificates) {
        return new PackageOrder(
                file, Optional.of(recipient), certificates, collection, false, encrypt, true, Optional.empty());
    }

    private PackageImportReport take(Path file) {
        return take(bankB, file);
    }

    private static PackageImportReport take(TestNode node, Path file) {
        return node.operations()
                .packages()
                .take(file, Optional.empty(), Optional.empty(), p -> {})
                .get(0);
    }

    private String report(Path file) {
        return take(file).outcome();
    }

    private List<String> heldByB() throws Exception {
        return HeldLog.of(new TaxiiCaller(bankB.clientRoot(), "tip", "a password"), "from-a")
                .texts();
    }

    private static TraceReport.Version trace(TestNode node, String object) {
        String id = object.replaceAll("(?s).*?\"id\": \"([^\"]+)\".*", "$1");
        return node.operations().trace(id).versions().get(0);
    }
}
