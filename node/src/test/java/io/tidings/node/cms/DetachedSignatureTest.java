package io.tidings.node.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.cms.SignatureFaultException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetachedSignatureTest {
    private static final byte[] CONTENT = "abc  manifest.json\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STEP = 61;
    private static final Instant AT = Instant.parse("2026-05-01T08:00:00Z");

    private static final Instant AT_NOW = Instant.now();

    private static SigningKey bankA;
    private static SigningKey bankB;
    private static SigningKey stamper;

    private final SignatureCheck check = new SignatureCheck();

    @BeforeAll
    static void makeKeys() throws Exception {
        bankA = TestCertificates.of("Bank A").make();
        bankB = TestCertificates.of("Bank B").make();
        stamper = TestAuthority.key("EC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "P-384", "RSA", "Ed25519", "SM2"})
    void whatAKeyOfEachKindSignsHoldsAndNothingElseDoes(String kind) throws Exception {
        SigningKey key = TestCertificates.of("Bank A").kind(kind).make();
        byte[] signature = sign(key);

        CheckedSignature checked = check.check(CONTENT, signature);
        assertThat(checked.certificate()).isEqualTo(key.certificate());
        assertThat(checked.signedAt()).isEqualTo(AT);
        byte[] other = CONTENT.clone();
        other[0]++;
        assertThatThrownBy(() -> check.check(other, signature)).isInstanceOf(SignatureFaultException.class);
    }

    @Test
    void aChainIsCarriedInItsOrder() throws Exception {
        SigningKey authority = TestCertificates.of("Authority").authority().make();
        SigningKey key = TestCertificates.of("Bank A").issuedBy(authority).make();

        assertThat(check.check(CONTENT, sign(key)).chain()).isEqualTo(key.chain());
    }

    /** Of every byte it is tried in {@code SignatureBytesIT}. */
    @Test
    void aChangedByteIsNoticed() throws Exception {
        byte[] plain = sign(bankA);
        byte[] stamped = DetachedSignature.stamped(
                plain, new TestAuthority(stamper, AT_NOW).over(DetachedSignature.value(plain)));
        assertThat(SignatureBytes.unnoticed(plain, 0, STEP, 1, changed -> check.check(CONTENT, changed)))
                .isEmpty();
        assertThat(SignatureBytes.unnoticed(stamped, plain.length, STEP, 1, changed -> check.check(CONTENT, changed)))
                .isEmpty();
    }

    @Test
    void aTimeStampOfAnotherSignatureIsNotPutBesideOne() throws Exception {
        byte[] signature = sign(bankA);
        byte[] other = sign(bankA);
        byte[] token = new TestAuthority(stamper, AT_NOW).over(DetachedSignature.value(other));
        assertThatThrownBy(() -> DetachedSignature.stamped(signature, token))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another signature");
        byte[] stamped = DetachedSignature.stamped(other, token);
        assertThat(check.check(CONTENT, stamped).stamp()).isPresent();
        assertThat(DetachedSignature.value(stamped)).isEqualTo(DetachedSignature.value(other));
    }

    @Test
    void aSecondSignerIsRefused() throws Exception {
        SignedData one = signed(sign(bankA));
        SignedData two = signed(sign(bankB));
        byte[] both = encoded(new SignedData(
                one.getDigestAlgorithms(),
                one.getEncapContentInfo(),
                both(one.getCertificates(), two.getCertificates()),
                null,
                both(one.getSignerInfos(), two.getSignerInfos())));

        assertThatThrownBy(() -> check.check(CONTENT, both)).hasMessageContaining("2 signers");
    }

    @Test
    void aSignatureWithoutSignerOrWithoutCertificateIsRefused() throws Exception {
        SignedData one = signed(sign(bankA));
        byte[] stripped = encoded(new SignedData(
                one.getDigestAlgorithms(), one.getEncapContentInfo(), one.getCertificates(), null, new DERSet()));
        byte[] bare = encoded(
                new SignedData(one.getDigestAlgorithms(), one.getEncapContentInfo(), null, null, one.getSignerInfos()));

        assertThatThrownBy(() -> check.check(CONTENT, stripped)).hasMessageContaining("0 signers");
        assertThatThrownBy(() -> check.check(CONTENT, bare)).hasMessageContaining("certificates");
    }

    @Test
    void aCertificateThatTheSignerDidNotNameIsRefused() throws Exception {
        SignedData one = signed(sign(bankA));
        SignedData two = signed(sign(bankB));
        byte[] more = encoded(new SignedData(
                one.getDigestAlgorithms(),
                one.getEncapContentInfo(),
                both(one.getCertificates(), two.getCertificates()),
                null,
                one.getSignerInfos()));

        assertThatThrownBy(() -> check.check(CONTENT, more)).hasMessageContaining("did not name");
    }

    @Test
    void weakKeysAndDigestsAreRefused() throws Exception {
        SigningKey weak = TestCertificates.of("Bank A").kind("RSA-1024").make();
        assertThatThrownBy(() -> new DetachedSignature(weak, new SecureRandom()))
                .isInstanceOf(IllegalArgumentException.class);
        byte[] sha1 = signedBy(bankA, "SHA1withECDSA");
        assertThatThrownBy(() -> check.check(CONTENT, sha1))
                .isInstanceOfSatisfying(
                        SignatureFaultException.class,
                        fault -> assertThat(fault.reason()).isIn(Reason.ALGORITHM, Reason.FORM));
    }

    private static byte[] sign(SigningKey key) throws Exception {
        return new DetachedSignature(key, new SecureRandom()).sign(CONTENT, AT, Optional.empty());
    }

    private static byte[] signedBy(SigningKey key, String algorithm) throws Exception {
        var provider = new BouncyCastleProvider();
        var generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder()
                        .setProvider(provider)
                        .build())
                .build(
                        new JcaContentSignerBuilder(algorithm)
                                .setProvider(provider)
                                .build(key.key()),
                        key.certificate()));
        generator.addCertificates(new org.bouncycastle.cert.jcajce.JcaCertStore(key.chain()));
        CMSSignedData signed = generator.generate(new CMSProcessableByteArray(CONTENT), false);
        return signed.toASN1Structure().getEncoded(ASN1Encoding.DER);
    }

    private static SignedData signed(byte[] signature) {
        return SignedData.getInstance(ContentInfo.getInstance(signature).getContent());
    }

    private static byte[] encoded(SignedData data) throws Exception {
        return new ContentInfo(org.bouncycastle.asn1.cms.CMSObjectIdentifiers.signedData, data)
                .getEncoded(ASN1Encoding.DER);
    }

    private static DERSet both(org.bouncycastle.asn1.ASN1Set one, org.bouncycastle.asn1.ASN1Set two) {
        var all = new ASN1EncodableVector();
        one.forEach(all::add);
        two.forEach(all::add);
        return new DERSet(all);
    }
}
