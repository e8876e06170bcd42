package io.tidings.node.contentpackage.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.cms.DetachedSignature;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.cms.TestCertificates;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is trusted to sign, for what, and until when. */
class SignerTrustIT {
    private static final Instant NOW = Instant.now();
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    @Test
    void oneWhoIsKnownIsTrustedAndAStrangerIsNot() throws Exception {
        SigningKey signer = TestCertificates.of("Bank A").make();
        Checked checked = checked(new TestPackage(signer));
        assertThat(faults(checked, signer.certificate())).isEmpty();
        assertThat(faults(checked)).containsExactly(Fault.UNKNOWN_SIGNER);
        SigningKey namesake = TestCertificates.of("Bank A").make();
        assertThat(faults(checked, namesake.certificate())).containsExactly(Fault.UNKNOWN_SIGNER);
    }

    @Test
    void anAuthorityVouchesForThoseItIssued() throws Exception {
        SigningKey authority = TestCertificates.of("Authority").authority().make();
        SigningKey other = TestCertificates.of("Authority").authority().make();
        Checked checked = checked(new TestPackage(
                TestCertificates.of("Bank A").issuedBy(authority).make()));
        assertThat(faults(checked, authority.certificate())).isEmpty();
        assertThat(faults(checked, other.certificate())).containsExactly(Fault.UNKNOWN_SIGNER);
    }

    @Test
    void certificatesCountInTheirTimeOnly() throws Exception {
        SigningKey expired = TestCertificates.of("Bank A")
                .valid(NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY))
                .make();
        assertThat(faults(checked(new TestPackage(expired)), expired.certificate()))
                .containsExactly(Fault.SIGNER_EXPIRED);
        SigningKey early = TestCertificates.of("Bank A")
                .valid(NOW.plus(DAY), NOW.plus(DAY.multipliedBy(9)))
                .make();
        assertThat(faults(checked(new TestPackage(early)), early.certificate())).containsExactly(Fault.SIGNER_EXPIRED);
    }

    @Test
    void aTrustedTimeStampProvesThatACertificateWasValidWhenItSigned() throws Exception {
        SigningKey stamper = TestCertificates.of("TSA")
                .valid(NOW.minus(DAY.multipliedBy(9)), NOW.plus(DAY))
                .usage(KeyUsage.digitalSignature, KeyPurposeId.id_kp_timeStamping)
                .make();
        SigningKey expired = TestCertificates.of("Bank A")
                .valid(NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY))
                .make();
        Checked checked = checked(new TestPackage(expired).stamped(stamp(stamper, NOW.minus(DAY.multipliedBy(2)))));
        assertThat(judge(checked, List.of(expired.certificate()), List.of(stamper.certificate()), Revocations.none())
                        .findings())
                .isEmpty();
        assertThat(faults(checked, expired.certificate())).containsExactly(Fault.SIGNER_EXPIRED);
    }

    @Test
    void revokedCertificatesCountNoMore() throws Exception {
        SigningKey authority = TestCertificates.of("Authority").authority().make();
        SigningKey signer = TestCertificates.of("Bank A").issuedBy(authority).make();
        SigningKey other = TestCertificates.of("Bank B").issuedBy(authority).make();
        Path lists = Files.createDirectory(folder.resolve("revoked"));
        Files.write(
                lists.resolve("a.crl"),
                TestCertificates.revoking(authority, signer.certificate()).getEncoded());
        Checked checked = checked(new TestPackage(signer));
        assertThat(judge(checked, List.of(authority.certificate()), List.of(), Revocations.in(lists))
                        .findings())
                .extracting(Finding::fault)
                .containsExactly(Fault.SIGNER_REVOKED);
        assertThat(judge(
                                checked(new TestPackage(other)),
                                List.of(authority.certificate()),
                                List.of(),
                                Revocations.in(lists))
                        .findings())
                .isEmpty();
        Files.delete(lists.resolve("a.crl"));
        Files.writeString(lists.resolve("b.pins"), "# lost\n" + checked.signer() + "\n");
        assertThat(judge(checked, List.of(authority.certificate()), List.of(), Revocations.in(lists))
                        .findings())
                .extracting(Finding::fault)
                .containsExactly(Fault.SIGNER_REVOKED);
    }

    @Test
    void certificatesForOtherPurposesDoNotSign() throws Exception {
        for (TestCertificates each : List.of(
                TestCertificates.of("Bank A").usage(KeyUsage.digitalSignature, KeyPurposeId.id_kp_serverAuth),
                TestCertificates.of("Bank A").usage(KeyUsage.digitalSignature, KeyPurposeId.id_kp_codeSigning),
                TestCertificates.of("Bank A").usage(KeyUsage.keyAgreement),
                TestCertificates.of("Bank A").authority())) {
            SigningKey signer = each.make();
            assertThat(faults(checked(new TestPackage(signer)), signer.certificate()))
                    .containsExactly(Fault.SIGNER_PURPOSE);
        }
    }

    @Test
    void whatIsExpiredOrFromTheFutureOrForOthersIsNotToBeUsed() throws Exception {
        SigningKey signer = TestCertificates.of("Bank A").make();
        SigningKey us = TestCertificates.of("Bank B").make();
        assertThat(faults(
                        checked(new TestPackage(signer).created(NOW.minus(DAY.multipliedBy(2)), DAY)),
                        signer.certificate()))
                .containsExactly(Fault.EXPIRED);
        assertThat(faults(checked(new TestPackage(signer).created(NOW.plus(DAY), DAY)), signer.certificate()))
                .containsExactly(Fault.FROM_THE_FUTURE);
        Checked forUs = checked(new TestPackage(signer).recipient(us.certificate()));
        Authorities trust = new Authorities(List.of(signer.certificate()));
        Acceptability ours =
                new Acceptability(trust, trust, Revocations.none(), Optional.of(List.of(us.certificate())), NOW);
        assertThat(ours.judge(forUs).findings()).isEmpty();
        assertThat(ours.judge(checked(new TestPackage(signer))).findings())
                .extracting(Finding::fault)
                .containsExactly(Fault.RECIPIENT);
    }

    private Checked checked(TestPackage made) throws Exception {
        return PackageCheck.check(PackageFile.of(made.in(folder), Optional.empty()), objects -> {});
    }

    private static List<Fault> faults(Checked checked, X509Certificate... trusted) throws IOException {
        return judge(checked, List.of(trusted), List.of(), Revocations.none()).findings().stream()
                .map(Finding::fault)
                .toList();
    }

    private static Acceptability.Judgement judge(
            Checked checked, List<X509Certificate> trusted, List<X509Certificate> stampers, Revocations revoked) {
        return new Acceptability(new Authorities(trusted), new Authorities(stampers), revoked, Optional.empty(), NOW)
                .judge(checked);
    }

    private static DetachedSignature.Stamp stamp(SigningKey stamper, Instant at) {
        return signature -> {
            try {
                var provider = new BouncyCastleProvider();
                var generator = new TimeStampTokenGenerator(
                        new JcaSimpleSignerInfoGeneratorBuilder()
                                .setProvider(provider)
                                .build("SHA256withECDSA", stamper.key(), stamper.certificate()),
                        new JcaDigestCalculatorProviderBuilder()
                                .setProvider(provider)
                                .build()
                                .get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                                        org.bouncycastle.asn1.nist.NISTObjectIdentifiers.id_sha256)),
                        new ASN1ObjectIdentifier("1.2.3.4"));
                generator.addCertificates(new JcaCertStore(stamper.chain()));
                var asking = new TimeStampRequestGenerator();
                asking.setCertReq(true);
                var request = asking.generate(
                        TSPAlgorithms.SHA256,
                        MessageDigest.getInstance("SHA-256").digest(signature));
                return generator
                        .generate(request, BigInteger.ONE, Date.from(at))
                        .getEncoded();
            } catch (Exception failed) {
                throw new IOException(failed);
            }
        };
    }
}
