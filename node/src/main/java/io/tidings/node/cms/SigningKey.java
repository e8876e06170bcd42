package io.tidings.node.cms;

import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
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
     * @throws OperationException if there is no key, if it cannot sign, or if it is not that of the first certificate
     * @throws IOException if there is no certificate, or one of a key that may not sign
     */
    public static SigningKey read(Path key, Path certificates, SecureRandom random) throws IOException {
        SigningKey read =
                new SigningKey(OpeningKey.read(key, Optional.empty()).privateKey(), certificates(certificates));
        if (SigningAlgorithm.of(read.certificate().getPublicKey()).isEmpty()) {
            throw new IOException(
                    certificates + " is of a key that cannot sign packages: it is to be EC (P-256, P-384 or"
                            + " SM2), Ed25519, or RSA of 2,048 bits or more");
        }
        read.prove(key, certificates, random);
        return read;
    }

    // Else everything would be signed, and refused where it arrives.
    private void prove(Path file, Path certificates, SecureRandom random) throws IOException {
        byte[] probe = {1};
        try {
            byte[] signature = new DetachedSignature(this, random).sign(probe, Instant.EPOCH, Optional.empty());
            new SignatureCheck().check(probe, signature);
        } catch (IllegalArgumentException unfit) {
            throw new OperationException(Kind.INVALID, certificates + ": " + unfit.getMessage());
        } catch (SignatureFaultException another) {
            throw new OperationException(
                    Kind.INVALID, "the key in " + file + " is not that of the first certificate in " + certificates);
        }
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
