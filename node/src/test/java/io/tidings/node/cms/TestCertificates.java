package io.tidings.node.cms;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys and certificates for tests. */
public final class TestCertificates {
    private static final BouncyCastleProvider BC = new BouncyCastleProvider();
    private static final Duration SKEW = Duration.ofHours(1);

    private String subject = "Bank A";
    private String kind = "EC";
    private Instant from = Instant.now().minus(SKEW);
    private Instant until = Instant.now().plus(Duration.ofDays(365));
    private int usage = KeyUsage.digitalSignature;
    private KeyPurposeId[] purposes = {KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth};
    private Optional<SigningKey> issuer = Optional.empty();
    private boolean authority;

    /** Of an organisation, as a node makes it. */
    public static TestCertificates of(String subject) {
        TestCertificates made = new TestCertificates();
        made.subject = subject;
        return made;
    }

    /** EC, P-384, RSA, RSA-1024, Ed25519, SM2. */
    public TestCertificates kind(String name) {
        kind = name;
        return this;
    }

    public TestCertificates valid(Instant begin, Instant end) {
        from = begin;
        until = end;
        return this;
    }

    public TestCertificates usage(int keyUsage, KeyPurposeId... extended) {
        usage = keyUsage;
        purposes = extended.clone();
        return this;
    }

    public TestCertificates issuedBy(SigningKey by) {
        issuer = Optional.of(by);
        return this;
    }

    public TestCertificates authority() {
        authority = true;
        usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        purposes = new KeyPurposeId[0];
        return this;
    }

    public SigningKey make() throws Exception {
        KeyPair pair = pair(kind);
        X500Name name = new X500Name("O=" + subject + ",CN=" + subject);
        X500Name by = issuer.isPresent()
                ? X500Name.getInstance(
                        issuer.get().certificate().getSubjectX500Principal().getEncoded())
                : name;
        var builder = new JcaX509v3CertificateBuilder(
                by,
                new BigInteger(64, new SecureRandom()).setBit(62),
                Date.from(from),
                Date.from(until),
                name,
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        if (purposes.length > 0) {
            boolean critical = purposes.length == 1 && purposes[0].equals(KeyPurposeId.id_kp_timeStamping);
            builder.addExtension(Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(purposes));
        }
        ContentSigner signer = issuer.isPresent()
                ? signer(issuer.get())
                : new JcaContentSignerBuilder(algorithm(kind)).setProvider(BC).build(pair.getPrivate());
        X509CertificateHolder holder = builder.build(signer);
        X509Certificate certificate = CmsCertificates.of(holder, BC);
        List<X509Certificate> chain =
                issuer.isPresent() ? List.of(certificate, issuer.get().certificate()) : List.of(certificate);
        return new SigningKey(pair.getPrivate(), chain);
    }

    /** A revocation list of an authority, that says nothing of the next. */
    public static X509CRL revoking(SigningKey authority, X509Certificate... revoked) throws Exception {
        return revoking(authority, Instant.now().minus(SKEW), Optional.empty(), revoked);
    }

    /** @param next when the next is to come */
    public static X509CRL revoking(
            SigningKey authority, Instant issued, Optional<Instant> next, X509Certificate... revoked) throws Exception {
        var builder = new X509v2CRLBuilder(
                X500Name.getInstance(
                        authority.certificate().getSubjectX500Principal().getEncoded()),
                Date.from(issued));
        next.map(Date::from).ifPresent(builder::setNextUpdate);
        for (X509Certificate each : revoked) {
            builder.addCRLEntry(each.getSerialNumber(), Date.from(Instant.now().minus(SKEW)), CRLReason.keyCompromise);
        }
        return new JcaX509CRLConverter().getCRL(builder.build(signer(authority)));
    }

    private static ContentSigner signer(SigningKey key) throws Exception {
        return new JcaContentSignerBuilder(SigningAlgorithm.of(key.certificate().getPublicKey())
                        .orElseThrow()
                        .javaName())
                .setProvider(BC)
                .build(key.key());
    }

    private static String algorithm(String kind) {
        return switch (kind) {
            case "Ed25519" -> "Ed25519";
            case "RSA", "RSA-1024" -> "SHA256withRSA";
            case "SM2" -> "SM3withSM2";
            case "P-384" -> "SHA384withECDSA";
            default -> "SHA256withECDSA";
        };
    }

    private static KeyPair pair(String kind) throws Exception {
        if (kind.equals("Ed25519")) {
            return KeyPairGenerator.getInstance("Ed25519", BC).generateKeyPair();
        }
        if (kind.startsWith("RSA")) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", BC);
            generator.initialize(kind.equals("RSA") ? 2048 : 1024);
            return generator.generateKeyPair();
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BC);
        String curve = kind.equals("SM2") ? "sm2p256v1" : kind.equals("P-384") ? "secp384r1" : "secp256r1";
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
