package io.tidings.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of a renewal, on both sides, and what is refused. */
class CertificateCommandsIT {
    private final Cli cli = new Cli();

    @TempDir
    private Path directory;

    private String a;
    private String b;
    private Path card;

    @BeforeEach
    void twoThatKnowEachOther() throws Exception {
        a = directory.resolve("a").toString();
        b = directory.resolve("b").toString();
        card = directory.resolve("a.card");
        ok("init", "--home", a, "--organisation", "Bank A", "--host", "taxii.bank-a.example");
        ok("init", "--home", b, "--organisation", "Bank B");
        ok("card", card.toString(), "--home", a);
        ok("peer", "add", card.toString(), "--home", b, "--name", "bank-a");
    }

    private String ok(String... arguments) {
        Cli.Result result = cli.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }

    private Path agreement() {
        return directory.resolve("b/peers/bank-a.yaml");
    }

    private String pinInUse() {
        return ok("certificate", "show", "--home", a)
                .lines()
                .filter(line -> line.contains("fingerprint"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*(sha256:[0-9a-f]{64}).*", "$1");
    }

    @Test
    void whatWasPreparedIsAnnouncedPinnedPutInUseAndTheOldPinDropped() throws Exception {
        String old = pinInUse();
        String next = ok("certificate", "renew", "--home", a).replaceAll("(?s).*prepared +(sha256:\\w+).*", "$1");
        assertThat(pinInUse()).isEqualTo(old);
        ok("card", card.toString(), "--home", a);
        assertThat(ok("peer", "renew", card.toString(), "--home", b)).contains("pinned   " + old, "added    " + next);

        ok("certificate", "switch", "--home", a);
        assertThat(pinInUse()).isEqualTo(next);
        assertThat(ok("certificate", "show", "--home", a))
                .contains("taxii.bank-a.example")
                .doesNotContain("prepared");
        ok("card", card.toString(), "--home", a);
        assertThat(ok("peer", "renew", card.toString(), "--home", b, "--drop-others"))
                .contains("pinned   " + next, "dropped  " + old);
        assertThat(Files.readString(agreement())).contains(next).doesNotContain(old);
    }

    @Test
    void theAgreementKeepsWhatAPersonWroteInIt() throws Exception {
        String old = pinInUse();
        String text = Files.readString(agreement())
                .replaceFirst("  pins:.*\\n.*\\n", "  pins: [ '" + old + "' ]   # by telephone, Ms Li\n")
                .replace("organisation:", "organisation: # since 2024");
        Files.writeString(agreement(), text);
        ok("certificate", "renew", "--home", a);
        ok("card", card.toString(), "--home", a);
        ok("peer", "renew", card.toString(), "--home", b);
        ok("certificate", "switch", "--home", a);
        ok("card", card.toString(), "--home", a);
        ok("peer", "renew", card.toString(), "--home", b, "--drop-others");
        assertThat(Files.readString(agreement())).isEqualTo(text.replace("'" + old + "'", '"' + pinInUse() + '"'));
        assertThat(cli.run("config", "check", "--home", b).exitCode()).isZero();
    }

    @Test
    void anUnusualFileIsLeftToPeopleWhoAreToldThePins() throws Exception {
        String text = Files.readString(agreement())
                .replaceFirst("  pins:.*\\n.*\\n", "  pins:\n    [\n      " + pinInUse() + "\n    ]\n");
        Files.writeString(agreement(), text);
        String next = ok("certificate", "renew", "--home", a).replaceAll("(?s).*prepared +(sha256:\\w+).*", "$1");
        ok("card", card.toString(), "--home", a);
        Cli.Result result = cli.run("peer", "renew", card.toString(), "--home", b);
        if (result.exitCode() != 0) {
            assertThat(result.err()).contains("by hand", next);
            assertThat(Files.readString(agreement())).isEqualTo(text);
        } else {
            assertThat(Files.readString(agreement())).contains(next);
        }
    }

    @Test
    void aCardUnderAnUnpinnedKeyIsRefused() throws Exception {
        String before = Files.readString(agreement());
        ok("certificate", "renew", "--home", a);
        ok("certificate", "switch", "--home", a);
        ok("card", card.toString(), "--home", a);
        Cli.Result result = cli.run("peer", "renew", card.toString(), "--home", b);
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err()).contains("no agreement pins", pinInUse(), "by voice");
        assertThat(Files.readString(agreement())).isEqualTo(before);
    }

    @Test
    void anAnnouncedPinThatAnotherPeerHasIsRefusedAndNothingChanges() throws Exception {
        ok("certificate", "renew", "--home", a);
        ok("card", card.toString(), "--home", a);
        String next = ok("certificate", "show", "--home", a).replaceAll("(?s).*prepared.*?(sha256:\\w+).*", "$1");
        String before = Files.readString(agreement());
        String other = before.replace("peer: bank-a", "peer: other").replaceAll("sha256:[0-9a-f]{64}", next);
        Files.writeString(directory.resolve("b/peers/other.yaml"), other);
        Cli.Result result = cli.run("peer", "renew", card.toString(), "--home", b);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(Files.readString(agreement())).isEqualTo(before);
    }

    @Test
    void onlyOneIsPreparedAtATimeAndItCanBeDropped() {
        String old = pinInUse();
        assertThat(cli.run("certificate", "switch", "--home", a).exitCode()).isEqualTo(4);
        assertThat(cli.run("certificate", "drop", "--home", a).exitCode()).isEqualTo(3);
        ok("certificate", "renew", "--home", a, "--days", "30");
        assertThat(cli.run("certificate", "renew", "--home", a).exitCode()).isEqualTo(4);
        ok("certificate", "drop", "--home", a);
        ok("certificate", "renew", "--home", a, "--same-key");
        assertThat(ok("certificate", "show", "--home", a)
                        .lines()
                        .filter(line -> line.contains("key "))
                        .distinct())
                .hasSize(1);
        assertThat(pinInUse()).isEqualTo(old);
    }

    @Test
    void bothCertificatesAsPemAreWhatClientsTrustMeanwhile() {
        ok("certificate", "renew", "--home", a);
        List<String> begins = ok("certificate", "show", "--pem", "--home", a)
                .lines()
                .filter(line -> line.startsWith("-----BEGIN"))
                .toList();
        assertThat(begins).hasSize(2);
    }

    @Test
    void optionsThatMakeNoSenseAreExplained() {
        for (String[] wrong : new String[][] {
            {"--same-key", "--key-type", "rsa"}, {"--days", "0"}, {"--host", "no host"}, {"--key-type", "dsa"}
        }) {
            String[] command = new String[4 + wrong.length];
            System.arraycopy(new String[] {"certificate", "renew", "--home", a}, 0, command, 0, 4);
            System.arraycopy(wrong, 0, command, 4, wrong.length);
            assertThat(cli.run(command).exitCode())
                    .as(String.join(" ", command))
                    .isEqualTo(2);
        }
    }
}
