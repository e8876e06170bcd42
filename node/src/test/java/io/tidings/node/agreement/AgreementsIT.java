package io.tidings.node.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tidings.node.yaml.Mistake;
import io.tidings.node.yaml.MistakesException;
import io.tidings.stix.marking.Tlp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementsIT {
    private static final Path SAMPLES = Path.of(System.getProperty("user.dir"), "..", "config", "samples");
    private static final Set<String> COLLECTIONS =
            Set.of("indicators", "inbox-bank-b", "from-bank-b", "exchange", "inbox-misp");
    private static final String PIN = pin('a');

    @TempDir
    Path home;

    private Path peers;
    private Path clients;

    @BeforeEach
    void makeDirectories() throws IOException {
        peers = Files.createDirectory(home.resolve("peers"));
        clients = Files.createDirectory(home.resolve("clients"));
    }

    @Test
    void thePublishedSamplesAreRightAndSayWhatTheyShow() throws Exception {
        assertThat(Agreements.check(SAMPLES.resolve("peers"), SAMPLES.resolve("clients"), COLLECTIONS)
                        .warnings())
                .isEmpty();
        try (var agreements =
                Agreements.open(SAMPLES.resolve("peers"), SAMPLES.resolve("clients"), () -> COLLECTIONS)) {
            AgreementBook book = agreements.current();
            Peer bank = book.peer("bank-b").orElseThrow();
            assertThat(bank.validUntil()).contains(LocalDate.parse("2028-01-01"));
            assertThat(bank.onward()).isFalse();
            assertThat(bank.reads().get(0).since()).contains(Duration.ofDays(180));
            assertThat(bank.reads().get(0).objectsPerDay()).contains(100_000L);
            assertThat(bank.follows().get(0).every()).isEqualTo(Duration.ofMinutes(5));
            assertThat(bank.follows().get(0).maxTlp()).isEqualTo(Tlp.AMBER_STRICT);
            assertThat(bank.agreement()).matches("sha256:[0-9a-f]{64}");
            assertThat(book.peer("platform").orElseThrow().deletes()).hasSize(1);
            assertThat(book.client("misp").orElseThrow().addresses()).containsExactly("192.0.2.0/24", "2001:db8::/32");
            var slow = new ScryptHash(new java.security.SecureRandom());
            assertThat(slow.matches(
                            "sample-password".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            book.client("misp").orElseThrow().passwordHash().orElseThrow()))
                    .isTrue();
        }
    }

    @Test
    void everyMistakeInEveryFileIsToldAtOnce() throws Exception {
        peer("bank-b", """
                peer: bank-c
                organisation: {name: Bank B, uscc: "91110000100000XXXX"}
                identity: {pins: [sha256:123]}
                agreement: {valid: {from: 2026-05-01, until: 2026-02-30}, onward: perhaps}
                read:
                  - {collection: indicators, max-tlp: orange, since: P0D}
                  - {collection: indicators, max-tlp: green}
                delete: [{collection: indicators}]
                follow: [{api-root: "http://b.example/", collection: c, into: from-bank-b, every: often}]
                """);
        peer("bank-d", peerText("bank-d", PIN));
        peer(
                "bank-e",
                peerText("bank-e", PIN)
                        .replace("agreement: {}", "agreement: {valid: {from: 2026-05-01, until: 2026-05-01}}"));
        client("misp", """
                client: misp
                authentication: {password-hash: "my real password", secret: "another real password"}
                addresses: [192.0.2.1/24, misp.example]
                """);
        client("siem", "client: siem\nauthentication: {}\nraed: []\n");
        MistakesException all =
                catchThrowableOfType(MistakesException.class, () -> Agreements.open(peers, clients, () -> COLLECTIONS));
        assertThat(all.mistakes())
                .extracting(m -> m.file().getFileName() + " " + m.key())
                .containsExactlyInAnyOrder(
                        "bank-b.yaml peer",
                        "bank-b.yaml organisation.uscc",
                        "bank-b.yaml identity.pins[0]",
                        "bank-b.yaml agreement.valid.until",
                        "bank-b.yaml agreement.onward",
                        "bank-b.yaml read[0].max-tlp",
                        "bank-b.yaml read[0].since",
                        "bank-b.yaml read[1].collection",
                        "bank-b.yaml delete[0].collection",
                        "bank-b.yaml follow[0].api-root",
                        "bank-b.yaml follow[0].every",
                        "bank-e.yaml identity.pins[0]",
                        "bank-e.yaml agreement.valid.until",
                        "misp.yaml authentication.password-hash",
                        "misp.yaml authentication.secret",
                        "misp.yaml addresses[0]",
                        "misp.yaml addresses[1]",
                        "siem.yaml authentication",
                        "siem.yaml raed");
        assertThat(all.getMessage()).doesNotContain("real password");
        assertThat(all.mistakes())
                .filteredOn(m -> m.key().equals("read[0].max-tlp"))
                .extracting(Mistake::right)
                .containsExactly("a TLP level: clear, green, amber, amber+strict or red");
        assertThat(all.mistakes()).allSatisfy(m -> assertThat(m.line()).isPositive());
    }

    @Test
    void unknownCollectionsAreWarnedOfAndGrantNothingByThemselves() throws Exception {
        peer("bank-b", peerText("bank-b", PIN) + "read: [{collection: indicatrs, max-tlp: green}]\n");
        Agreements.Check check = Agreements.check(peers, clients, COLLECTIONS);
        assertThat(check.mistakes()).isEmpty();
        assertThat(check.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.key()).isEqualTo("read[0].collection");
            assertThat(warning.found()).isEqualTo("\"indicatrs\"");
        });
    }

    @Test
    void aChangeTakesEffectAndListenersAreTold() throws Exception {
        peer("bank-b", peerText("bank-b", PIN));
        List<AgreementBook> told = new ArrayList<>();
        try (var agreements = Agreements.open(peers, clients, () -> COLLECTIONS)) {
            agreements.onChange(told::add);
            String before = agreements.current().version();
            assertThat(agreements.reload().mistakes()).isEmpty();
            assertThat(told).isEmpty();
            peer("bank-c", peerText("bank-c", pin('b')));
            agreements.reload();
            assertThat(told).containsExactly(agreements.current());
            assertThat(agreements.current().version()).isNotEqualTo(before);
            assertThat(agreements.current().peers()).extracting(Peer::name).containsExactly("bank-b", "bank-c");
        }
    }

    @Test
    void aMistakeKeepsWhatHeldBeforeExceptForWhoeverWasRemoved() throws Exception {
        peer("bank-b", peerText("bank-b", PIN));
        peer("bank-c", peerText("bank-c", pin('b')));
        try (var agreements = Agreements.open(peers, clients, () -> COLLECTIONS)) {
            peer("bank-b", peerText("bank-b", "sha256:short"));
            peer("bank-d", peerText("bank-d", pin('c')));
            PeerFile.remove(peers, "bank-c");
            assertThat(agreements.reload().mistakes()).hasSize(1);
            assertThat(agreements.current().peers()).extracting(Peer::name).containsExactly("bank-b");
            assertThat(agreements.current().peer("bank-b").orElseThrow().pins()).containsExactly(PIN);
            peer("bank-b", peerText("bank-b", PIN));
            assertThat(agreements.reload().mistakes()).isEmpty();
            assertThat(agreements.current().peers()).extracting(Peer::name).containsExactly("bank-b", "bank-d");
        }
    }

    @Test
    void theWatchTakesUpNewChangedAndRemovedFiles() throws Exception {
        List<AgreementBook> told = new CopyOnWriteArrayList<>();
        try (var agreements = Agreements.open(peers, clients, () -> COLLECTIONS)) {
            agreements.onChange(told::add);
            agreements.watch(Duration.ofMillis(20));
            peer("bank-b", peerText("bank-b", PIN));
            await().until(() -> agreements.current().peers().size() == 1);
            peer("bank-b", "this is {no agreement");
            peer("bank-b", peerText("bank-b", pin('b')));
            await().until(() ->
                    agreements.current().peer("bank-b").orElseThrow().pins().contains(pin('b')));
            PeerFile.remove(peers, "bank-b");
            await().until(() -> agreements.current().peers().isEmpty());
            assertThat(told).hasSize(3);
        }
    }

    @Test
    void whatAPersonsEditorLeavesIsNoAgreement() throws Exception {
        Files.writeString(peers.resolve(".bank-b.yaml"), "x");
        Files.writeString(peers.resolve("bank-b.yaml~"), "x");
        Files.writeString(peers.resolve("notes.txt"), "x");
        assertThat(Agreements.check(peers, clients, COLLECTIONS).mistakes()).isEmpty();
    }

    private void peer(String name, String text) throws IOException {
        io.tidings.node.file.PrivateFiles.write(
                peers.resolve(name + ".yaml"), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void client(String name, String text) throws IOException {
        Files.writeString(clients.resolve(name + ".yaml"), text);
    }

    private static String pin(char digit) {
        return "sha256:" + String.valueOf(digit).repeat(64);
    }

    private static String peerText(String name, String pin) {
        return """
                peer: %s
                organisation: {name: Someone}
                identity: {pins: ["%s"]}
                agreement: {}
                """.formatted(name, pin);
    }
}
