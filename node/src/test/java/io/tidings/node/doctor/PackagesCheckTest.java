package io.tidings.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.cms.SigningKey;
import io.tidings.node.cms.TestCertificates;
import io.tidings.node.config.NodeHome;
import io.tidings.node.config.PackageSettings;
import io.tidings.node.config.PackageSettings.Inbox;
import io.tidings.node.config.PackageSettings.Outbox;
import io.tidings.node.config.PackageSettings.Signing;
import io.tidings.node.doctor.Finding.Level;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.operations.StatusReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagesCheckTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant WELL = Instant.parse("2026-06-01T00:00:00Z");

    private static SigningKey key;
    private static SigningKey another;

    @TempDir
    Path directory;

    private NodeHome home;
    private Path keyFile;
    private Path certificate;

    @BeforeAll
    static void makeKeys() throws Exception {
        key = TestCertificates.of("Bank A").valid(FROM, UNTIL).make();
        another = TestCertificates.of("Bank A").valid(FROM, UNTIL).make();
    }

    @BeforeEach
    void files() throws IOException {
        home = new NodeHome(directory.resolve("home"));
        keyFile = directory.resolve("sign.key");
        certificate = directory.resolve("sign.pem");
        PrivateFiles.write(keyFile, pem("PRIVATE KEY", key.key().getEncoded()));
        write(certificate, key);
    }

    private static byte[] pem(String what, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void write(Path file, SigningKey of) throws IOException {
        try {
            Files.write(file, pem("CERTIFICATE", of.certificate().getEncoded()));
        } catch (java.security.cert.CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static PackageSettings settings(
            Optional<Signing> signing, Optional<Path> authorities, List<Inbox> inboxes, List<Outbox> outboxes) {
        return new PackageSettings(Duration.ofDays(30), signing, Optional.empty(), authorities, inboxes, outboxes);
    }

    private List<Finding> at(Instant now, PackageSettings settings, Optional<StatusReport> status) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new PackagesCheck(home, settings, clock, new SecureRandom()).findings(status);
    }

    private List<Finding> signingAt(Instant now) {
        return at(
                now,
                settings(Optional.of(new Signing(keyFile, certificate)), Optional.empty(), List.of(), List.of()),
                Optional.empty());
    }

    private static void assertOne(List<Finding> findings, Level level, String found, String advice) {
        assertThat(findings).singleElement().satisfies(each -> {
            assertThat(each.check()).isEqualTo("packages");
            assertThat(each.level()).isEqualTo(level);
            assertThat(each.found()).contains(found);
            assertThat(each.advice()).contains(advice);
        });
    }

    @Test
    void nothingIsSaidWhereNothingIsSetAndWhereAllIsWell() {
        assertThat(at(WELL, PackageSettings.DEFAULT, Optional.empty())).isEmpty();
        assertThat(signingAt(WELL)).isEmpty();
    }

    @Test
    void aKeyThatIsMissingIsToldInWords() throws IOException {
        Files.delete(keyFile);
        assertOne(signingAt(WELL), Level.FAULT, keyFile + " is missing", "the node does not start without");
    }

    @Test
    void whatIsNoKeyAndWhatIsNoCertificateAreTold() throws IOException {
        Files.writeString(certificate, "nothing\n");
        assertOne(signingAt(WELL), Level.FAULT, certificate + " holds no certificate", "mend packages.signing-key");
        write(certificate, key);
        write(keyFile, key);
        assertOne(signingAt(WELL), Level.FAULT, "no private key can be read from " + keyFile, "mend");
    }

    @Test
    void aKeyOfAnotherCertificateIsTold() throws IOException {
        write(certificate, another);
        assertOne(
                signingAt(WELL),
                Level.FAULT,
                "the key in " + keyFile + " is not that of the first certificate in " + certificate,
                "mend packages.signing-key");
    }

    @Test
    void aKeyThatOthersCanReadIsTold() throws IOException {
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r-----"));
        assertOne(signingAt(WELL), Level.FAULT, keyFile + ", can be read by others", "chmod 600 " + keyFile);
    }

    @Test
    void ofACertificateItIsToldFromAMonthBeforeItsEndOnAndWhereItsTimeIsNotYet() {
        assertThat(signingAt(UNTIL.minus(Duration.ofDays(30)))).isEmpty();
        assertOne(
                signingAt(UNTIL.minus(Duration.ofDays(29))), Level.WARNING, "is valid until " + UNTIL, "renew it now");
        assertOne(signingAt(UNTIL.plusSeconds(1)), Level.FAULT, "expired at " + UNTIL, "replace it");
        assertOne(signingAt(FROM.minusSeconds(1)), Level.FAULT, "is valid only from " + FROM, "set the clock");
    }

    @Test
    void certificatesOfAuthoritiesAndRecipientsAreReadToo() throws IOException {
        Path recipient = directory.resolve("bank-b.pem");
        Path authority = directory.resolve("tsa.pem");
        Path out = Files.createDirectory(directory.resolve("out"));
        PackageSettings settings = settings(
                Optional.empty(),
                Optional.of(authority),
                List.of(),
                List.of(new Outbox(out, Duration.ofHours(1), "bank-b", "indicators", List.of(recipient), true)));
        assertThat(at(WELL, settings, Optional.empty()))
                .extracting(Finding::found)
                .containsExactly(
                        "packages.time-stamp-authorities: " + authority + " is missing",
                        "packages.outbox, encrypt-to: " + recipient + " is missing");
        write(authority, key);
        write(recipient, key);
        assertThat(at(WELL, settings, Optional.empty())).isEmpty();
        assertThat(at(UNTIL.plusSeconds(1), settings, Optional.empty()))
                .hasSize(2)
                .allMatch(each -> each.found().contains("expired at"));
    }

    private List<Finding> encryptingTo(SigningKey... recipients) throws IOException {
        Path out = Files.createDirectories(directory.resolve("out"));
        List<Path> files = new ArrayList<>();
        for (SigningKey each : recipients) {
            files.add(directory.resolve("recipient-" + files.size() + ".pem"));
            write(files.get(files.size() - 1), each);
        }
        return at(
                WELL,
                settings(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(new Outbox(out, Duration.ofHours(1), "bank-b", "indicators", files, true))),
                Optional.empty());
    }

    private static TestCertificates recipient(String kind) {
        return TestCertificates.of("Bank B").valid(FROM, UNTIL).kind(kind);
    }

    @Test
    void certificatesThatOneFileCannotBeEncryptedToAreTold() throws Exception {
        SigningKey sm2 = recipient("SM2").make();
        assertThat(encryptingTo(sm2)).isEmpty();
        assertThat(encryptingTo(key, another)).isEmpty();
        assertOne(
                encryptingTo(key, sm2),
                Level.FAULT,
                "no package of indicators can be encrypted for bank-b (packages.outbox, encrypt-to): some of the",
                "an outbox of their own");
        assertOne(encryptingTo(recipient("Ed25519").make()), Level.FAULT, "only RSA and EC keys", "go together");
    }

    @Test
    void aCertificateThatIsForSigningAloneIsToldOfUnlessItIsANodes() throws Exception {
        assertOne(
                encryptingTo(recipient("SM2").usage(KeyUsage.digitalSignature).make()),
                Level.WARNING,
                "recipient-0.pem is not meant for encryption",
                "ask the recipient");
        assertThat(encryptingTo(
                        recipient("SM2").usage(KeyUsage.keyAgreement).make(),
                        recipient("SM2")
                                .usage(KeyUsage.keyEncipherment | KeyUsage.dataEncipherment)
                                .make()))
                .isEmpty();
    }

    @Test
    void whatTheNodeSaysItselfIsAddedAndNothingIsSaidTwice() {
        Path in = directory.resolve("in");
        PackageSettings settings = settings(
                Optional.empty(),
                Optional.empty(),
                List.of(new Inbox(in, Duration.ofSeconds(10), Optional.empty(), Optional.empty(), false)),
                List.of());
        String missing = "there is no folder " + in + " (packages.inbox)";
        StatusReport status = Reported.withWarnings(
                "packages: " + missing + "; make it, or mount the device",
                "packages: number 7 of peer:bank-b is missing; ask for it",
                "packages: something without advice",
                "provenance: of something else");
        assertThat(at(WELL, settings, Optional.of(status)))
                .extracting(Finding::found, Finding::advice)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(missing, "make it, or mount the device"),
                        org.assertj.core.groups.Tuple.tuple("number 7 of peer:bank-b is missing", "ask for it"),
                        org.assertj.core.groups.Tuple.tuple(
                                "something without advice", "see Content packages in docs/operating.md"));
    }
}
