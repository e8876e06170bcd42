package io.tidings.taxii.client.testing;

import io.tidings.taxii.client.tls.ClientIdentity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates made for one test. */
public record TestCertificates(X509Certificate certificate, PrivateKey key) {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    /** Self-signed, for {@code localhost}, valid for a day around now. */
    public static TestCertificates selfSigned(String name) {
        return selfSigned(
                name, Instant.now().minus(Duration.ofHours(12)), Instant.now().plus(Duration.ofHours(12)));
    }

    public static TestCertificates selfSigned(String name, Instant from, Instant until) {
        KeyPair pair = keyPair();
        return issue(name, pair, new X500Name("CN=" + name), pair.getPrivate(), from, until);
    }

    /** Issued by this one, for {@code localhost}. */
    public TestCertificates issue(String name) {
        return issue(
                name,
                keyPair(),
                new X500Name(certificate.getSubjectX500Principal().getName()),
                key,
                Instant.now().minus(Duration.ofHours(12)),
                Instant.now().plus(Duration.ofHours(12)));
    }

    public ClientIdentity identity() {
        return new ClientIdentity(key, List.of(certificate));
    }

    public KeyCertOptions serverOptions() throws Exception {
        return new PemKeyCertOptions()
                .addKeyValue(pem("PRIVATE KEY", key.getEncoded()))
                .addCertValue(pem("CERTIFICATE", certificate.getEncoded()));
    }

    private static Buffer pem(String type, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Buffer.buffer("-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static TestCertificates issue(
            String name, KeyPair pair, X500Name issuer, PrivateKey issuerKey, Instant from, Instant until) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(SERIAL.getAndIncrement()),
                    Date.from(from),
                    Date.from(until),
                    new X500Name("CN=" + name),
                    pair.getPublic());
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey);
            return new TestCertificates(
                    new JcaX509CertificateConverter().getCertificate(builder.build(signer)), pair.getPrivate());
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
