package io.tidings.taxii.client.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** The texts that pin a certificate: {@code sha256:} and 64 hexadecimal digits in lower case. */
public final class Fingerprint {
    private Fingerprint() {}

    /** Over the whole certificate, as {@code openssl x509 -fingerprint -sha256} counts it. */
    public static String ofCertificate(X509Certificate certificate) throws CertificateEncodingException {
        return sha256(certificate.getEncoded());
    }

    /** Over the SubjectPublicKeyInfo: survives a renewal with the same key. */
    public static String ofPublicKey(X509Certificate certificate) {
        return sha256(certificate.getPublicKey().getEncoded());
    }

    private static String sha256(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
