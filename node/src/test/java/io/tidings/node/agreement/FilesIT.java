package io.tidings.node.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.yaml.MistakesException;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesIT {
    private static final Grant.Read READ = new Grant.Read(
            "indicators",
            Tlp.AMBER_STRICT,
            Optional.of(Set.of("indicator", "malware")),
            Optional.of(Set.of("online banking", "yes", "x: y")),
            Optional.of(Duration.ofDays(30)),
            Optional.of(5L));
    private static final Grant.Write WRITE =
            new Grant.Write("indicators", Tlp.RED, Optional.of(Set.of("indicator")), Optional.of(7L));

    @TempDir
    Path home;

    @Test
    void aPeerIsReadAsItWasWritten() throws Exception {
        Peer peer = peer("bank-b");
        Path file = PeerFile.write(home.resolve("peers"), peer);
        AgreementBook book = load();
        assertThat(book.peers())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("agreement")
                .containsExactly(peer);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(Files.readString(file)).contains("# what they may read here", "onward: yes");
    }

    @Test
    void aClientIsReadAsItWasWritten() throws Exception {
        var hash = new ScryptHash(new SecureRandom(), 2, 1);
        var client = new Client(
                "misp",
                Optional.of(hash.hash(new byte[] {1})),
                Optional.of(hash.hash(new byte[] {2})),
                Set.of("sha256:" + "c".repeat(64)),
                List.of("192.0.2.0/24", "2001:db8::/32"),
                true,
                List.of(READ),
                List.of(WRITE),
                List.of(new Grant.Delete("indicators")),
                Optional.of(60),
                "");
        ClientFile.write(home.resolve("clients"), client);
        assertThat(load().clients())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("agreement")
                .containsExactly(client);
    }

    @Test
    void whatAPersonWroteIsNotOverwritten() throws Exception {
        PeerFile.write(home.resolve("peers"), peer("bank-b"));
        assertThatThrownBy(() -> PeerFile.write(home.resolve("peers"), peer("bank-b")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(PeerFile.remove(home.resolve("peers"), "bank-b")).isTrue();
        assertThat(PeerFile.remove(home.resolve("peers"), "bank-b")).isFalse();
    }

    @Test
    void aFileThatWouldNotBeAcceptedIsNotWritten() {
        Peer wrong = Books.pinned("bank-b", "sha256:short");
        assertThatThrownBy(() -> PeerFile.write(home.resolve("peers"), wrong))
                .isInstanceOf(MistakesException.class)
                .hasMessageContaining("identity.pins[0]");
        assertThat(home.resolve("peers/bank-b.yaml")).doesNotExist();
    }

    @Test
    void aNameThatWouldLeadElsewhereIsRefused() {
        for (String name : List.of("../x", "a/b", "", "A", ".a", "a".repeat(64))) {
            assertThatThrownBy(() -> PeerFile.remove(home, name)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> PeerFile.write(home, Books.pinned(name, "sha256:" + "a".repeat(64))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private AgreementBook load() throws Exception {
        try (var agreements = Agreements.open(home.resolve("peers"), home.resolve("clients"), Set::of)) {
            return agreements.current();
        }
    }

    private static Peer peer(String name) {
        return new Peer(
                name,
                new Organisation(
                        "Bank \"B\": 银行 # no comment",
                        Optional.of("91110000100000000R"),
                        Optional.of("financial-institution"),
                        List.of(
                                new Organisation.Contact(
                                        "SOC", Optional.of("soc@b.example"), Optional.of("+86 10 5555")),
                                new Organisation.Contact("CISO", Optional.empty(), Optional.of("123 456")))),
                Set.of("sha256:" + "a".repeat(64), "sha256:" + "b".repeat(64)),
                Optional.empty(),
                Optional.empty(),
                Set.of(new StixId("identity--f431f809-377b-45e0-aa1c-6a4751cae5ff")),
                Optional.of("early warning:\nall of it"),
                Optional.of(LocalDate.parse("2026-01-01")),
                Optional.of(LocalDate.parse("2027-01-01")),
                true,
                List.of(READ),
                List.of(WRITE),
                List.of(new Grant.Delete("indicators")),
                List.of(new Follow(
                        URI.create("https://127.0.0.1:7444/shared/"),
                        "91a7b528-80eb-42ed-a74d-c6fbd5a26116",
                        "from-bank-b",
                        Duration.ofSeconds(90),
                        Tlp.AMBER,
                        new Acceptance(Optional.empty(), false),
                        Optional.of(500_000L),
                        Optional.of("provenance-copy"))),
                Optional.of(600),
                "");
    }
}
