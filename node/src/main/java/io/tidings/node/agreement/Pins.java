package io.tidings.node.agreement;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Set;

/** The two pins that recognise a certificate: {@code sha256:} and 64 small hexadecimal digits. */
public final class Pins {
    private Pins() {}

    /** Of the whole certificate (DER): ends with it. */
    public static String ofCertificate(X509Certificate certificate) {
        try {
            return sha256(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate without an encoding", e);
        }
    }

    /** Of its SubjectPublicKeyInfo (RFC 7469 §2.4, in hexadecimal): outlives a renewal with the same key. */
    public static String ofKey(X509Certificate certificate) {
        return sha256(certificate.getPublicKey().getEncoded());
    }

    /** Whether one of {@code pins} is of this certificate or of its key. */
    static boolean match(Set<String> pins, X509Certificate certificate) {
        return pins.contains(ofCertificate(certificate)) || pins.contains(ofKey(certificate));
    }

    /** {@code sha256:…} over {@code bytes}. */
    static String sha256(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
