package io.tidings.node.cms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What signs: a private key and the certificates that go with it, its own first. {@code toString} shows no key.
 *
 * @param chain of at most eight certificates
 */
public record SigningKey(PrivateKey key, List<X509Certificate> chain) {
    static final int MOST_CERTIFICATES = 8;

    public SigningKey {
        chain = List.copyOf(chain);
        if (chain.isEmpty() || chain.size() > MOST_CERTIFICATES) {
            throw new IllegalArgumentException("a signing key goes with one to eight certificates");
        }
    }

    /**
     * Reads a key and its certificates from PEM files.
     *
     * @throws io.tidings.node.operations.OperationException if there is no key
     * @throws IOException if there is no certificate, or one of a key that may not sign
     */
    public static SigningKey read(Path key, Path certificates) throws IOException {
        var read = new SigningKey(OpeningKey.read(key, Optional.empty()).privateKey(), certificates(certificates));
        if (SigningAlgorithm.of(read.certificate().getPublicKey()).isEmpty()) {
            throw new IOException(
                    certificates + " is of a key that cannot sign packages: it is to be EC (P-256, P-384 or"
                            + " SM2), Ed25519, or RSA of 2,048 bits or more");
        }
        return read;
    }

    /** All certificates of a PEM file. */
    public static List<X509Certificate> certificates(Path file) throws IOException {
        try {
            return CmsCertificates.read(Files.readAllBytes(file));
        } catch (CertificateException none) {
            throw new IOException(file + " holds no certificate: " + none.getMessage(), none);
        }
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    @Override
    public String toString() {
        return "SigningKey[" + certificate().getSubjectX500Principal() + "]";
    }
}
