package io.tidings.node.identity;

import io.tidings.node.agreement.Network;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys and the certificates by which they sign for themselves. */
final class Certificates {
    // A peer whose clock is a little behind must not find the certificate "not yet valid".
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final int COMMON_NAME_LENGTH = 64; // RFC 5280, ub-common-name and ub-organization-name

    private Certificates() {}

    static KeyPair newKey(KeyKind kind, SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm());
        switch (kind) {
            case ECDSA_P256 -> generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            case RSA_3072 -> generator.initialize(3072, random);
            case ED25519 -> generator.initialize(255, random);
        }
        return generator.generateKeyPair();
    }

    /** For TLS as server and as client; no certificate authority. */
    static X509Certificate selfSigned(KeyPair key, CertificateSubject subject, Clock clock, SecureRandom random)
            throws GeneralSecurityException {
        Instant now = clock.instant();
        X500Name name = name(subject.organisation());
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(127, random).setBit(126),
                    Date.from(now.minus(CLOCK_SKEW)),
                    Date.from(now.plus(subject.validity())),
                    name,
                    key.getPublic());
            var ids = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            builder.addExtension(Extension.subjectAlternativeName, false, names(subject));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(key.getPublic()));
            String algorithm = KeyKind.of(key.getPrivate()).signature();
            var signer = new JcaContentSignerBuilder(algorithm)
                    .setSecureRandom(random)
                    .build(key.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (CertIOException | OperatorCreationException e) {
            throw new GeneralSecurityException("cannot make a certificate", e);
        }
    }

    private static X500Name name(String organisation) {
        String text = organisation.length() <= COMMON_NAME_LENGTH
                ? organisation
                : organisation.substring(0, organisation.offsetByCodePoints(0, COMMON_NAME_LENGTH / 2));
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, text)
                .addRDN(BCStyle.CN, text)
                .build();
    }

    private static GeneralNames names(CertificateSubject subject) {
        return new GeneralNames(subject.hosts().stream()
                .map(host ->
                        new GeneralName(Network.isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
    }
}
