package io.tidings.node.contentpackage.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidings.node.cms.OpeningKey;
import io.tidings.node.cms.SealedForm;
import io.tidings.node.cms.Sealing;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.cms.TestCertificates;
import io.tidings.node.identity.Pem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of docs/content-package.md, run as they stand there, on packages made by the program; and the other way. */
class CommonToolsIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"EC", "P-384", "RSA"})
    void unzipSha256sumAndOpensslVerifyAPackage(String kind) throws Exception {
        assumeTool("unzip", "-v");
        assumeTool("sha256sum", "--version");
        assumeTool("openssl", "version");
        SigningKey signer = TestCertificates.of("Bank A").kind(kind).make();
        Path file = new TestPackage(signer).pages(3, 500).in(folder);
        Files.writeString(folder.resolve("signer.pem"), Pem.of(signer.certificate()));
        Path out = Files.createDirectory(folder.resolve("unpacked"));

        run(folder, "unzip", "-q", file.toString(), "-d", out.toString());
        assertThat(run(out, "sha256sum", "-c", "SHA256SUMS")).contains("objects/000003.json: OK");
        assertThat(verify(out)).contains("CMS Verification successful");

        Files.writeString(out.resolve("objects/000001.json"), "{\"objects\":[]}");
        assertThat(fails(out, "sha256sum", "-c", "SHA256SUMS")).contains("FAILED");
        Files.writeString(out.resolve("SHA256SUMS"), "00  objects/000001.json\n");
        assertThat(fails(out, verification())).contains("verification fail");
    }

    @Test
    void opensslVerifiesASignerWhoseAuthorityIsTrusted() throws Exception {
        assumeTool("openssl", "version");
        SigningKey authority = TestCertificates.of("Authority").authority().make();
        SigningKey signer = TestCertificates.of("Bank A").issuedBy(authority).make();
        Path file = new TestPackage(signer).in(folder);
        Files.writeString(folder.resolve("signer.pem"), Pem.of(authority.certificate()));
        Path out = Files.createDirectory(folder.resolve("unpacked"));
        run(folder, "unzip", "-q", file.toString(), "-d", out.toString());
        assertThat(verify(out)).contains("CMS Verification successful");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void opensslDecryptsWhatIsEncryptedToSeveral(String kind) throws Exception {
        assumeTool("openssl", "version");
        SigningKey signer = TestCertificates.of("Bank A").make();
        SigningKey one = TestCertificates.of("Bank B").kind(kind).make();
        SigningKey two = TestCertificates.of("Bank B duty desk").make();
        Path plain = new TestPackage(signer).in(folder);
        Path sealed = folder.resolve("sealed.tidings");
        try (OutputStream file = Files.newOutputStream(sealed);
                OutputStream out =
                        Sealing.to(file, List.of(one.certificate(), two.certificate()), new SecureRandom())) {
            Files.copy(plain, out);
        }
        for (SigningKey each : List.of(one, two)) {
            Files.writeString(folder.resolve("key.pem"), pem(each));
            Files.writeString(folder.resolve("cert.pem"), Pem.of(each.certificate()));
            Path opened = folder.resolve("opened.zip");
            run(
                    folder,
                    "openssl",
                    "cms",
                    "-decrypt",
                    "-binary",
                    "-inform",
                    "DER",
                    "-in",
                    sealed.toString(),
                    "-inkey",
                    "key.pem",
                    "-recip",
                    "cert.pem",
                    "-out",
                    opened.toString());
            assertThat(opened).hasSameBinaryContentAs(plain);
            Checked checked =
                    PackageCheck.check(PackageFile.of(sealed, Optional.of(OpeningKey.of(each.key()))), objects -> {});
            assertThat(checked.manifest().objects()).isEqualTo(40);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS8", "SEC1"})
    void opensslOpensStepByStepWhatIsEncryptedToAnSm2Key(String form) throws Exception {
        assumeTool("openssl", "version");
        SigningKey other = TestCertificates.of("Bank C").kind("SM2").make();
        X509Certificate one = opensslMakesAnSm2Key(form);
        Path plain = new TestPackage(TestCertificates.of("Bank A").kind("SM2").make()).in(folder);
        Path sealed = folder.resolve("sealed.tidings");
        var to = List.of(one);
        try (OutputStream file = Files.newOutputStream(sealed);
                OutputStream out = SealedForm.of(to).seal(file, to, new SecureRandom(), folder)) {
            Files.copy(plain, out);
        }
        run(folder, "sh", "-ec", lines("sm4-cbc").replace("FILE", "sealed.tidings"));
        assertThat(folder.resolve("package.zip")).hasSameBinaryContentAs(plain);

        OpeningKey key = OpeningKey.read(folder.resolve("key.pem"), Optional.empty());
        assertThat(PackageCheck.check(PackageFile.of(sealed, Optional.of(key)), objects -> {})
                        .manifest()
                        .objects())
                .isEqualTo(40);
        assertThatThrownBy(() -> PackageCheck.check(
                        PackageFile.of(sealed, Optional.of(OpeningKey.of(other.key()))), objects -> {}))
                .isInstanceOf(PackageFaultException.class);
    }

    @Test
    void whatOpensslEncryptsBySm2AndSm4IsOpened() throws Exception {
        assumeTool("openssl", "version");
        opensslMakesAnSm2Key("PKCS8");
        Path plain = new TestPackage(TestCertificates.of("Bank A").make())
                .pages(1, 2)
                .in(folder);
        run(folder, "sh", "-ec", """
                openssl pkey -in key.pem -pubout -out public.pem
                openssl rand 16 >content.key
                openssl pkeyutl -encrypt -pubin -inkey public.pem -in content.key -out wrapped.der
                hex() { od -An -v -tx1 "$1" | tr -d ' \\n'; }
                iv=$(openssl rand -hex 16)
                openssl enc -sm4-cbc -K $(hex content.key) -iv $iv -in '%s' -out body
                cat >envelope.cnf <<END
                asn1 = SEQUENCE:content_info
                [content_info]
                type = OID:1.2.156.10197.6.1.4.2.3
                content = EXPLICIT:0,SEQUENCE:enveloped
                [enveloped]
                version = INTEGER:1
                recipients = SET:recipients
                content = SEQUENCE:encrypted
                [recipients]
                one = SEQUENCE:recipient
                [recipient]
                version = INTEGER:1
                whom = SEQUENCE:whom
                by = SEQUENCE:sm2
                key = FORMAT:HEX,OCTETSTRING:$(hex wrapped.der)
                [whom]
                issuer = SEQUENCE:nobody
                number = INTEGER:1
                [nobody]
                [sm2]
                id = OID:1.2.156.10197.1.301.3
                [encrypted]
                type = OID:1.2.156.10197.6.1.4.2.1
                by = SEQUENCE:sm4
                bytes = IMPLICIT:0,FORMAT:HEX,OCTETSTRING:$(hex body)
                [sm4]
                id = OID:1.2.156.10197.1.104.2
                iv = FORMAT:HEX,OCTETSTRING:$iv
                END
                openssl asn1parse -genconf envelope.cnf -noout -out made.tidings
                """.formatted(plain));
        OpeningKey key = OpeningKey.read(folder.resolve("key.pem"), Optional.empty());
        assertThat(PackageCheck.check(PackageFile.of(folder.resolve("made.tidings"), Optional.of(key)), objects -> {})
                        .manifest()
                        .objects())
                .isEqualTo(2);
    }

    private X509Certificate opensslMakesAnSm2Key(String form) throws Exception {
        run(folder, "openssl", "genpkey", "-algorithm", "SM2", "-out", "made.pem");
        run(folder, "sh", "-ec", "openssl req -x509 -new -key made.pem -sm3 -subj '/O=Bank S/CN=Bank S' -out cert.pem");
        String[] as = form.equals("SEC1")
                ? new String[] {"openssl", "ec", "-in", "made.pem", "-out", "key.pem"}
                : new String[] {"cp", "made.pem", "key.pem"};
        run(folder, as);
        return SigningKey.certificates(folder.resolve("cert.pem")).get(0);
    }

    /** The lines of the specification in which something stands. */
    private static String lines(String something) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "content-package.md"));
        return Stream.of(page.split("```"))
                .filter(each -> each.startsWith("\n") && each.contains(something))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"EC,sha256", "RSA,sha256", "P-384,sha384"})
    void whatOpensslSignsHolds(String kind, String digest) throws Exception {
        assumeTool("openssl", "version");
        SigningKey signer = TestCertificates.of("Bank A").kind(kind).make();
        Files.writeString(folder.resolve("key.pem"), pem(signer));
        Files.writeString(folder.resolve("cert.pem"), Pem.of(signer.certificate()));
        byte[] sums = "00  manifest.json\n".getBytes(StandardCharsets.US_ASCII);
        Files.write(folder.resolve("SHA256SUMS"), sums);
        String sign = "openssl cms -sign -binary -cades -nosmimecap -md " + digest
                + " -in SHA256SUMS -signer cert.pem -inkey key.pem -outform DER -out SHA256SUMS.p7s";
        run(folder, sign.split(" "));
        assertThat(new io.tidings.node.cms.SignatureCheck()
                        .check(sums, Files.readAllBytes(folder.resolve("SHA256SUMS.p7s")))
                        .certificate())
                .isEqualTo(signer.certificate());
    }

    /** As the specification says how a partner encrypts, and what a reader does not take. */
    @ParameterizedTest
    @CsvSource({
        "EC,-aes-256-gcm,-keyopt ecdh_kdf_md:sha256,''",
        "EC,-aes-128-gcm,'',''",
        "EC,-aes-256-gcm -stream,-keyopt ecdh_kdf_md:sha256,''",
        "RSA,-aes-256-gcm,-keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256,''",
        "RSA,-aes-256-gcm,'',another padding than OAEP",
        "EC,-aes-256-cbc,'',cannot be decrypted"
    })
    void whatOpensslEncryptsIsOpened(String kind, String cipher, String options, String otherwise) throws Exception {
        assumeTool("openssl", "version");
        SigningKey recipient = TestCertificates.of("Bank B").kind(kind).make();
        Files.writeString(folder.resolve("cert.pem"), Pem.of(recipient.certificate()));
        Path plain = new TestPackage(TestCertificates.of("Bank A").make()).in(folder);
        String encrypt = "openssl cms -encrypt -binary -outform DER " + cipher + " -in " + plain
                + " -out encrypted.tidings -recip cert.pem " + options;
        run(folder, encrypt.strip().split(" "));
        PackageFile file =
                PackageFile.of(folder.resolve("encrypted.tidings"), Optional.of(OpeningKey.of(recipient.key())));
        if (otherwise.isEmpty()) {
            assertThat(PackageCheck.check(file, objects -> {}).manifest().objects())
                    .isEqualTo(40);
        } else {
            assertThatThrownBy(() -> PackageCheck.check(file, objects -> {})).hasMessageContaining(otherwise);
        }
    }

    @Test
    void aPythonProgramCanWriteThePlainPartsOfAPackage() throws Exception {
        assumeTool("python3", "--version");
        assumeTool("openssl", "version");
        SigningKey signer = TestCertificates.of("Bank A").make();
        Files.writeString(folder.resolve("key.pem"), pem(signer));
        Files.writeString(folder.resolve("cert.pem"), Pem.of(signer.certificate()));
        Path program = Path.of("..", "docs", "content-package-write.py").toAbsolutePath();
        run(folder, "python3", program.toString(), "cert.pem", "key.pem", "written.tidings");
        Checked checked =
                PackageCheck.check(PackageFile.of(folder.resolve("written.tidings"), Optional.empty()), objects -> {});
        assertThat(checked.manifest().objects()).isEqualTo(1);
        assertThat(checked.signature().certificate()).isEqualTo(signer.certificate());
    }

    @Test
    void aPythonProgramVerifiesPackagesAndRefusesThoseBroken() throws Exception {
        assumeTool("python3", "--version");
        assumeTool("openssl", "version");
        SigningKey signer = TestCertificates.of("Bank A").make();
        SigningKey recipient = TestCertificates.of("Bank B").make();
        Path file = new TestPackage(signer)
                .recipient(recipient.certificate())
                .pages(2, 30)
                .in(folder);
        Files.writeString(folder.resolve("signer.pem"), Pem.of(signer.certificate()));
        Files.writeString(folder.resolve("recipient.pem"), Pem.of(recipient.certificate()));
        String program = Path.of("..", "docs", "content-package-verify.py")
                .toAbsolutePath()
                .toString();
        String checked = PackageCheck.check(PackageFile.of(file, Optional.empty()), objects -> {})
                .sha256();
        assertThat(run(folder, "python3", program, file.toString(), "signer.pem", "recipient.pem"))
                .contains("verified, sha256:" + checked);

        assertThat(fails(folder, "python3", program, file.toString(), "recipient.pem"))
                .contains("is not the signer's");
        assertThat(fails(folder, "python3", program, file.toString(), "signer.pem", "signer.pem"))
                .contains("for somebody else");
        byte[] whole = Files.readAllBytes(file);
        for (int at = 3; at < whole.length; at += whole.length / 9) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(folder.resolve("changed.tidings"), changed);
            assertThat(fails(folder, "python3", program, "changed.tidings", "signer.pem"))
                    .as("byte %s", at)
                    .contains("not to be used");
        }
    }

    private static String[] verification() {
        return ("openssl cms -verify -binary -inform DER -in SHA256SUMS.p7s -content SHA256SUMS"
                        + " -CAfile ../signer.pem -purpose any -out /dev/null")
                .split(" ");
    }

    private static String verify(Path out) throws Exception {
        return run(out, verification());
    }

    private static String pem(SigningKey key) {
        byte[] encoded = key.key().getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(encoded)
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static void assumeTool(String... command) throws Exception {
        boolean there;
        try {
            there = start(Path.of("."), command).waitFor() == 0;
        } catch (IOException none) {
            there = false;
        }
        assumeTrue(there, () -> "there is no " + command[0] + " on this machine: nothing is tried with it");
    }

    private static Process start(Path in, String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static String run(Path in, String... command) throws Exception {
        Process process = start(in, command);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", String.join(" ", command), out)
                .isZero();
        return out;
    }

    private static String fails(Path in, String... command) throws Exception {
        Process process = start(in, command);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(out).isNotZero();
        return out;
    }
}
