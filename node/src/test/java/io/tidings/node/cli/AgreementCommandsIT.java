package io.tidings.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Agreements;
import io.tidings.node.agreement.Client;
import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Peer;
import io.tidings.node.agreement.ScryptHash;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.config.NodeHome;
import io.tidings.node.file.PrivateFiles;
import io.tidings.stix.marking.Tlp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code peer}, {@code client}, {@code card} and {@code config check} on real homes. */
class AgreementCommandsIT {
    private final Cli cli = new Cli();

    @TempDir
    private Path directory;

    private String home;
    private NodeHome node;

    @BeforeEach
    void init() {
        home = directory.resolve("a").toString();
        node = new NodeHome(Path.of(home));
        cli.run("init", "--home", home, "--organisation", "Bank A");
        cli.run("collection", "add", "indicators", "--home", home);
        cli.run("collection", "add", "inbox", "--home", home);
    }

    @Test
    void aGeneratedPasswordStandsAloneOnStandardOutputAndOnlyItsHashIsKept() throws Exception {
        Cli.Result added = cli.run("client", "add", "siem", "--read", "indicators", "--home", home);
        assertThat(added.exitCode()).as(added.err()).isZero();
        String password = added.out().strip();
        assertThat(password).matches("[A-Za-z0-9_-]{32}");
        assertThat(added.err()).doesNotContain(password);
        Client client = book().client("siem").orElseThrow();
        assertThat(new ScryptHash(new SecureRandom())
                        .matches(
                                password.getBytes(StandardCharsets.UTF_8),
                                client.passwordHash().orElseThrow()))
                .isTrue();
        Path file = node.clients().resolve("siem.yaml");
        assertThat(Files.readString(file)).doesNotContain(password);
        assertThat(PrivateFiles.isOpenToOthers(file)).isFalse();
    }

    @Test
    void aGivenPasswordIsNotPrinted() throws Exception {
        Cli.Result added = cli.runWithInput(
                "pass phrase\r\nmore", "client", "add", "misp", "--write", "inbox", "--password-stdin", "--home", home);
        assertThat(added.exitCode()).as(added.err()).isZero();
        assertThat(added.out()).isEmpty();
        Client client = book().client("misp").orElseThrow();
        assertThat(new ScryptHash(new SecureRandom())
                        .matches(
                                "pass phrase".getBytes(StandardCharsets.UTF_8),
                                client.passwordHash().orElseThrow()))
                .isTrue();
        assertThat(client.writes().get(0).maxTlp()).isEqualTo(Tlp.RED);
        assertThat(cli.runWithInput("", "client", "add", "x", "--password-stdin", "--home", home)
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void aTokenIsHashedAsOne() throws Exception {
        Cli.Result added =
                cli.run("client", "add", "feed", "--bearer", "--read", "indicators", "--json", "--home", home);
        assertThat(JsonIn.parse(added.out().strip()).text("token"))
                .startsWith("feed.")
                .hasSize("feed.".length() + 32);
        Client client = book().client("feed").orElseThrow();
        assertThat(client.tokenHash()).isPresent();
        assertThat(client.passwordHash()).isEmpty();
    }

    @Test
    void aCollectionThatIsNotThereIsNamedWithTheWayToAddIt() throws Exception {
        Cli.Result added = cli.run("client", "add", "siem", "--read", "indicatrs", "--home", home);
        assertThat(added.exitCode()).isEqualTo(3);
        assertThat(added.err()).contains("indicatrs", "tidings collection add indicatrs");
        assertThat(book().clients()).isEmpty();
    }

    @Test
    void deletingNeedsReadingAndWriting() {
        Cli.Result added = cli.run("client", "add", "siem", "--read", "inbox", "--delete", "inbox", "--home", home);
        assertThat(added.exitCode()).isEqualTo(2);
        assertThat(added.err()).contains("--write inbox");
    }

    @Test
    void namesThatAreTakenOrNoNamesAreRefused() throws Exception {
        cli.run("client", "add", "siem", "--home", home);
        assertThat(cli.run("client", "add", "siem", "--home", home).exitCode()).isEqualTo(4);
        assertThat(cli.run("client", "add", "../evil", "--home", home).exitCode())
                .isEqualTo(2);
        assertThat(cli.run("client", "remove", "../evil", "--home", home).exitCode())
                .isEqualTo(3);
        assertThat(cli.run("client", "list", "--home", home, "--json").out())
                .isEqualTo("[{\"name\":\"siem\",\"login\":[\"password\"],\"read\":[],\"write\":[],\"delete\":[]}]"
                        + System.lineSeparator());
        assertThat(cli.run("client", "remove", "siem", "--home", home).exitCode())
                .isZero();
        assertThat(book().clients()).isEmpty();
    }

    @Test
    void aCardBecomesAnAgreement() throws Exception {
        Path card = cardOfBankB();
        Cli.Result added = cli.run(
                "peer",
                "add",
                card.toString(),
                "--home",
                home,
                "--read",
                "indicators",
                "--write",
                "inbox",
                "--follow",
                "indicators=inbox",
                "--every",
                "30s",
                "--max-tlp",
                "green",
                "--onward",
                "yes",
                "--authoritative-for",
                "identity--f431f809-377b-45e0-aa1c-6a4751cae5ff");
        assertThat(added.exitCode()).as(added.err()).isZero();
        Peer peer = book().peer("banque-b").orElseThrow();
        assertThat(added.out()).contains(peer.pins().iterator().next());
        assertThat(peer.onward()).isTrue();
        assertThat(peer.reads()).extracting(Grant.Read::maxTlp).containsExactly(Tlp.GREEN);
        assertThat(peer.writes()).extracting(Grant.Write::maxTlp).containsExactly(Tlp.GREEN);
        assertThat(peer.authoritativeFor()).hasSize(1);
        Follow follow = peer.follows().get(0);
        assertThat(follow.every()).isEqualTo(Duration.ofSeconds(30));
        assertThat(follow.into()).isEqualTo("inbox");
        assertThat(follow.collection()).isEqualTo(cli.local.collections.get(0).id()); // the card's name became the id
        assertThat(follow.apiRoot()).hasToString("https://node.example:7444/shared/");
        assertThat(cli.run("peer", "list", "--home", home).out()).contains("banque-b", "Banque B");
        assertThat(cli.run("peer", "remove", "banque-b", "--home", home).exitCode())
                .isZero();
        assertThat(book().peers()).isEmpty();
    }

    @Test
    void oneKeyHasOneAgreement() throws Exception {
        Path card = cardOfBankB();
        cli.run("peer", "add", card.toString(), "--home", home);
        Cli.Result first = cli.run("peer", "add", card.toString(), "--name", "another", "--home", home);
        assertThat(first.exitCode()).isEqualTo(2);
        assertThat(book().peers()).extracting(Peer::name).containsExactly("banque-b");
    }

    @Test
    void aCardThatWasChangedIsRefused() throws Exception {
        Path card = cardOfBankB();
        Files.writeString(card, Files.readString(card).replace("Banque B", "Banque C"));
        Cli.Result added = cli.run("peer", "add", card.toString(), "--home", home);
        assertThat(added.exitCode()).isEqualTo(2);
        assertThat(added.err()).contains("signature");
        assertThat(book().peers()).isEmpty();
    }

    @Test
    void aPeerOrCollectionThatIsNotThereIsNotFound() throws Exception {
        Path card = cardOfBankB();
        assertThat(cli.run("peer", "add", "no-such-card", "--home", home).exitCode())
                .isEqualTo(3);
        assertThat(cli.run("peer", "add", card.toString(), "--follow", "indicators=nowhere", "--home", home)
                        .exitCode())
                .isEqualTo(3);
        assertThat(cli.run("peer", "remove", "nobody", "--home", home).exitCode())
                .isEqualTo(3);
    }

    @Test
    void namesAreMadeOfOrganisationsAsFarAsThatGoes() {
        assertThat(PeerAdd.nameFrom("Bank A")).isEqualTo("bank-a");
        assertThat(PeerAdd.nameFrom("  Ünïted & Söns, Ltd. ")).isEqualTo("united-sons-ltd");
        assertThat(PeerAdd.nameFrom("x".repeat(62) + " y"))
                .hasSizeLessThanOrEqualTo(63)
                .doesNotEndWith("-");
    }

    @Test
    void everyMistakeInEveryFileIsPrintedWithWhatWouldBeRight() throws Exception {
        assertThat(cli.run("config", "check", "--home", home).exitCode()).isZero();
        Files.writeString(
                node.configuration(),
                Files.readString(node.configuration())
                        .replace("unmarked: amber", "unmarked: purple")
                        .replace("page-max: 10000", "page-max: many"));
        Files.writeString(node.peers().resolve("bank-x.yaml"), "peer: bank-y\n");
        Cli.Result check = cli.run("config", "check", "--home", home);
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out().lines().toList())
                .hasSizeGreaterThanOrEqualTo(4)
                .anySatisfy(line -> assertThat(line).contains("tidings.yaml", "unmarked", "purple", "clear, green"))
                .anySatisfy(line -> assertThat(line).contains("tidings.yaml", "page-max"))
                .anySatisfy(line -> assertThat(line).contains("bank-x.yaml"));
    }

    private Path cardOfBankB() {
        String other = directory.resolve("b").toString();
        cli.run("init", "--home", other, "--organisation", "Banque B", "--key-type", "ed25519");
        Path card = directory.resolve("b.card");
        Cli.Result written = cli.run("card", card.toString(), "--home", other);
        assertThat(written.exitCode()).as(written.err()).isZero();
        Cli.Result printed = cli.run("card", "--home", other, "--offer", "inbox");
        assertThat(printed.out()).contains("BEGIN CERTIFICATE", "inbox").doesNotContain("indicators");
        assertThat(List.of(cli.run("card", "--home", other, "--offer", "x").exitCode()))
                .containsExactly(3);
        return card;
    }

    private AgreementBook book() throws Exception {
        return Agreements.read(node.peers(), node.clients());
    }
}
