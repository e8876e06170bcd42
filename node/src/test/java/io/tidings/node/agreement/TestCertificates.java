package io.tidings.node.agreement;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates with any fault a test wants. */
final class TestCertificates {
    static final KeyPurposeId[] BOTH_ENDS = {KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth};
    private static final AtomicLong SERIAL = new AtomicLong();

    /** A key and its certificate. */
    record Pair(KeyPair key, X509Certificate certificate) {
        String pin() {
            return Pins.ofCertificate(certificate);
        }

        String keyPin() {
            return Pins.ofKey(certificate);
        }
    }

    private TestCertificates() {}

    /** Self-signed, for both ends of TLS, valid for a day around {@code now}. */
    static Pair valid(String name, Instant now) {
        return selfSigned(name, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)), BOTH_ENDS);
    }

    static Pair selfSigned(String name, Instant from, Instant until, KeyPurposeId... purposes) {
        KeyPair key = key();
        return new Pair(key, issue(name, key, name, key, from, until, false, purposes));
    }

    /** The same key in another certificate. */
    static Pair renewed(Pair old, String name, Instant now) {
        Instant from = now.minus(Duration.ofHours(1));
        Instant until = now.plus(Duration.ofDays(2));
        return new Pair(old.key, issue(name, old.key, name, old.key, from, until, false, BOTH_ENDS));
    }

    static Pair authority(String name, Instant now) {
        KeyPair key = key();
        Instant from = now.minus(Duration.ofDays(10));
        return new Pair(key, issue(name, key, name, key, from, now.plus(Duration.ofDays(100)), true));
    }

    static Pair issued(Pair authority, String authorityName, String name, Instant now) {
        KeyPair key = key();
        Instant from = now.minus(Duration.ofDays(1));
        Instant until = now.plus(Duration.ofDays(1));
        return new Pair(key, issue(authorityName, authority.key, name, key, from, until, false, BOTH_ENDS));
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate issue(
            String issuer,
            KeyPair issuerKey,
            String name,
            KeyPair key,
            Instant from,
            Instant until,
            boolean authority,
            KeyPurposeId... purposes) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=" + issuer),
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(from),
                    Date.from(until),
                    new X500Name("CN=" + name),
                    key.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (purposes.length > 0) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            }
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, name + ".example")));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
