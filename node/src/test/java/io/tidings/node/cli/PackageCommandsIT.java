package io.tidings.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidings.node.cms.OpeningKey;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.cms.TestAuthority;
import io.tidings.node.cms.TestCertificates;
import io.tidings.node.identity.Pem;
import io.tidings.node.operations.PackageOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands about packages, as a partner without a node gives them, and as an operator does. */
class PackageCommandsIT {
    @TempDir
    private Path folder;

    private final Cli cli = new Cli();
    private Path signer;
    private Path key;

    @BeforeEach
    void makeASigner() throws Exception {
        SigningKey made = TestCertificates.of("Bank A").make();
        signer = Files.writeString(folder.resolve("signer.pem"), Pem.of(made.certificate()));
        key = Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(made.key().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        assertThat(OpeningKey.read(key, Optional.empty())).isNotNull();
    }

    private Path updateOfOneFile() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("new")).resolve("a.txt"), "a");
        return update("x", "1");
    }

    /** Of what lies in the folder {@code new}. */
    private Path update(String name, String version) {
        Path update = folder.resolve("update.tidings");
        Cli.Result made = cli.run(
                "update",
                "create",
                "--from",
                folder.resolve("new").toString(),
                "--name",
                name,
                "--to-version",
                version,
                "--organisation",
                "Bank A",
                "--sign-key",
                key.toString(),
                "--sign-cert",
                signer.toString(),
                "--out",
                update.toString());
        assertThat(made.exitCode()).as(made.err()).isZero();
        return update;
    }

    @Test
    void anUpdateIsVerifiedBeforeAnythingOfItIsLaid() throws Exception {
        Path files = Files.createDirectories(folder.resolve("new").resolve("lib"));
        Files.writeString(files.resolve("tidings.jar"), "the program");
        Files.writeString(folder.resolve("new").resolve("readme.txt"), "read me");
        Path update = update("tidings", "1.1.0");
        Path to = folder.resolve("staged");

        Cli.Result unknown = cli.run("update", "stage", update.toString(), "--to", to.toString());
        assertThat(unknown.exitCode()).isEqualTo(4);
        assertThat(unknown.err()).contains("unknown-signer");
        byte[] changed = Files.readAllBytes(update);
        changed[changed.length / 3] ^= 1;
        Path broken = Files.write(folder.resolve("broken.tidings"), changed);
        assertThat(cli.run("update", "stage", broken.toString(), "--to", to.toString(), "--signer", signer.toString())
                        .exitCode())
                .isEqualTo(4);
        assertThat(to).doesNotExist();

        assertThat(cli.run("update", "verify", update.toString(), "--signer", signer.toString())
                        .out())
                .contains("tidings 1.1.0", "files/lib/tidings.jar", "verified");
        Cli.Result laid =
                cli.run("update", "stage", update.toString(), "--to", to.toString(), "--signer", signer.toString());
        assertThat(laid.exitCode()).as(laid.err()).isZero();
        assertThat(to.resolve("lib").resolve("tidings.jar")).hasContent("the program");
        assertThat(to.resolve("readme.txt")).hasContent("read me");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).noneMatch(each -> each.toString().endsWith(".part"));
        }
    }

    @Test
    void wordsThatAreNoTimeAreAMistake() {
        Cli.Result soon =
                cli.run("package", "create", "--for", "b", "--collection", "c", "--out", "x", "--valid-for", "soon");
        assertThat(soon.exitCode()).isEqualTo(2);
        assertThat(soon.err()).contains("'soon' is not a time such as");
    }

    @Test
    void aKeyThatMayNotSignIsMetWithWhatMay() throws Exception {
        SigningKey weak = TestCertificates.of("Bank A").kind("RSA-1024").make();
        Path certificate = Files.writeString(folder.resolve("weak.pem"), Pem.of(weak.certificate()));
        Cli.Result result = cli.run(
                "update",
                "create",
                "--from",
                folder.toString(),
                "--name",
                "x",
                "--to-version",
                "1",
                "--organisation",
                "Bank A",
                "--sign-key",
                key.toString(),
                "--sign-cert",
                certificate.toString(),
                "--out",
                folder.resolve("u.tidings").toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("weak.pem is of a key that cannot sign packages: it is to be EC");
        assertThat(folder.resolve("u.tidings")).doesNotExist();
    }

    private Cli.Result updateWith(String option, String value) {
        List<String> words = new ArrayList<>(List.of(
                "update",
                "create",
                "--from",
                folder.resolve("new").toString(),
                "--name",
                "x",
                "--to-version",
                "1",
                "--organisation",
                "Bank A",
                "--sign-key",
                key.toString(),
                "--sign-cert",
                signer.toString(),
                "--out",
                folder.resolve("u.tidings").toString()));
        words.set(words.indexOf(option) + 1, value);
        Cli.Result result = cli.run(words.toArray(String[]::new));
        assertThat(folder.resolve("u.tidings")).doesNotExist();
        return result;
    }

    @Test
    void whatIsWrongWithTheWordsOfAnUpdateIsAMistakeAndWhatIsNotThereIsNotFound() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("new")).resolve("a.txt"), "a");
        assertThat(updateWith("--name", " ").exitCode()).isEqualTo(2);
        assertThat(updateWith("--to-version", "1".repeat(1_001)).err())
                .contains("the version of an update is to have 1 to 1000 characters");
        assertThat(updateWith("--organisation", "").exitCode()).isEqualTo(2);
        assertThat(updateWith("--from", signer.toString()).err()).contains("signer.pem is no folder");
        assertThat(updateWith("--from", folder.resolve("none").toString()).exitCode())
                .isEqualTo(3);
        assertThat(updateWith("--sign-key", folder.resolve("none").toString()).exitCode())
                .isEqualTo(3);
        assertThat(updateWith("--sign-cert", folder.resolve("none").toString()).exitCode())
                .isEqualTo(3);
        assertThat(updateWith("--sign-key", signer.toString()).exitCode()).isEqualTo(2);
        assertThat(updateWith("--sign-cert", key.toString()).exitCode()).isEqualTo(2);
        assertThat(updateWith("--out", folder.resolve("none").resolve("u").toString())
                        .exitCode())
                .isEqualTo(3);
        Cli.Result empty = updateWith(
                "--from", Files.createDirectory(folder.resolve("empty")).toString());
        assertThat(empty.exitCode()).isEqualTo(2);
        assertThat(empty.err()).contains("there is no file in");

        Files.writeString(folder.resolve("new").resolve("B.txt"), "b");
        Cli.Result name = updateWith("--name", "x");
        assertThat(name.exitCode()).isEqualTo(2);
        assertThat(name.err()).contains("B.txt cannot be the name of a file in a package");
    }

    @Test
    void aFolderThatIsTooDeepIsNotLeftOutSilently() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("new").resolve("a/b/c/d/e/f/g/h/i"));
        Files.writeString(deep.resolve("lost.txt"), "a");
        Files.writeString(folder.resolve("new").resolve("a.txt"), "a");
        Cli.Result result = updateWith("--name", "x");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("a/b/c/d/e/f/g/h/i lies too deep");
    }

    @Test
    void aPackageOfAnotherKindIsNoUpdateAndAnUpdateHoldsNoBundle() throws Exception {
        Path update = updateOfOneFile();
        Cli.Result inspected = cli.run("package", "inspect", update.toString(), "--json");
        assertThat(inspected.exitCode()).isZero();
        assertThat(inspected.out()).contains("\"kind\":\"update\"");
        assertThat(cli.run("package", "verify", update.toString()).exitCode()).isEqualTo(4);
        assertThat(cli.run("package", "verify", update.toString(), "--signer", signer.toString())
                        .out())
                .contains("issuer       Bank A", "verified");
    }

    @Test
    void aStampThatWentByFileProvesWhenItWasSigned() throws Exception {
        Path update = updateOfOneFile();
        Path question = folder.resolve("question.tsq");
        assertThat(cli.run("package", "stamp", update.toString(), "--ask", question.toString())
                        .exitCode())
                .isZero();
        SigningKey authority = TestAuthority.key("RSA");
        Path tsa = Files.writeString(folder.resolve("tsa.pem"), Pem.of(authority.certificate()));
        Path answer = Files.write(
                folder.resolve("answer.tsr"),
                new TestAuthority(authority, Instant.now()).answer(Files.readAllBytes(question)));
        Path stamped = folder.resolve("stamped.tidings");

        Files.writeString(folder.resolve("no.tsr"), "no answer");
        Cli.Result refused = stamp(update, folder.resolve("no.tsr"), stamped);
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err()).contains("no answer as RFC 3161 says");
        assertThat(stamped).doesNotExist();

        Cli.Result done = stamp(update, answer, stamped);
        assertThat(done.exitCode()).as(done.err()).isZero();
        Cli.Result verified = cli.run(
                "package",
                "verify",
                stamped.toString(),
                "--signer",
                signer.toString(),
                "--time-stamp-authority",
                tsa.toString());
        assertThat(verified.out()).contains("time stamp", "verified").doesNotContain("not among those trusted");
        assertThat(digest(verified.out()))
                .isEqualTo(digest(cli.run("package", "verify", update.toString(), "--signer", signer.toString())
                        .out()));
        assertThat(cli.run("package", "stamp", update.toString()).exitCode()).isEqualTo(2);
    }

    private Cli.Result stamp(Path file, Path answer, Path out) {
        return cli.run("package", "stamp", file.toString(), "--answer", answer.toString(), "--out", out.toString());
    }

    private static String digest(String shown) {
        return shown.lines()
                .filter(line -> line.startsWith("package "))
                .findFirst()
                .orElseThrow();
    }

    private Cli.Result encrypted(Path to) {
        return cli.run(
                "package",
                "create",
                "--for",
                "bank-b",
                "--to-cert",
                to.toString(),
                "--encrypt",
                "--collection",
                "c",
                "--out",
                folder.resolve("sealed.tidings").toString());
    }

    private void makeAHome() {
        String home = folder.resolve("home").toString();
        assertThat(cli.run("init", "--home", home, "--organisation", "Bank A").exitCode())
                .isZero();
        cli.environment.put("TIDINGS_HOME", home);
    }

    @Test
    void anImportIsGivenUpAtTheNode() {
        makeAHome();
        assertThat(cli.run("package", "abandon", "from-b").out())
                .contains("p.tidings of peer:bank-b into from-b is given up: 7 entries are deleted, 1 stay");
    }

    @Test
    void createImportAndListGoToTheNode() throws Exception {
        makeAHome();
        Path out = folder.resolve("p.tidings");
        assertThat(cli.run(
                                "package",
                                "create",
                                "--for",
                                "bank-b",
                                "--collection",
                                "c",
                                "--full",
                                "--out",
                                out.toString())
                        .out())
                .contains("full package 1 of c for peer:bank-b, 7 objects");
        Path sm2 = Files.writeString(
                folder.resolve("sm2.pem"),
                Pem.of(TestCertificates.of("Bank B").kind("SM2").make().certificate()));
        assertThat(encrypted(sm2).err()).contains("SM4-CBC", "not by 'openssl cms'");
        assertThat(encrypted(signer).err()).contains("AES-256-GCM", "'openssl cms -decrypt");
        assertThat(cli.local.packages.orders)
                .extracting(PackageOrder::compress, PackageOrder::full, PackageOrder::encrypt)
                .containsExactly(tuple(true, true, false), tuple(true, false, true), tuple(true, false, true));
        Cli.Result plain = cli.run(
                "package", "create", "--for", "bank-b", "--collection", "c", "--no-compress", "--out", out.toString());
        assertThat(plain.exitCode()).as(plain.err()).isZero();
        assertThat(cli.local.packages.orders.get(3).compress()).isFalse();
        assertThat(cli.run("package", "list").out()).contains("peer:bank-b", "expired");
        assertThat(cli.run("package", "import", out.toString(), "--into", "from-b")
                        .out())
                .contains("taken into from-b: 7 objects, 4 stored, 3 held already");
    }
}
