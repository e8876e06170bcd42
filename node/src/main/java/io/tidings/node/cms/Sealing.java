package io.tidings.node.cms;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;

/**
 * Encrypts a file to the holders of certificates: CMS AuthEnvelopedData with AES-256-GCM (RFC 5083, RFC 5084), so that
 * {@code openssl cms -decrypt} opens it without this program.
 *
 * <p>Not for keys on the SM2 curve: for those see {@link SealedForm}.
 *
 * <p>The cipher is Bouncy Castle's although the JDK's is faster: that one ends at 2 GiB.
 */
public final class Sealing {
    /** Below what AES-GCM allows for one key and nonce, 64 GiB (NIST SP 800-38D §5.2.1.1). */
    private static final long MOST_BYTES = 63L << 30;

    private static final int PIECE = 64 << 10;
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private Sealing() {}

    /** What is written to the answer goes encrypted into {@code out}; closing it ends the message and leaves that open. */
    public static OutputStream to(OutputStream out, List<X509Certificate> recipients, SecureRandom random)
            throws IOException {
        var provider = new BouncyCastleProvider();
        var generator = new CMSAuthEnvelopedDataStreamGenerator();
        generator.setBufferSize(PIECE);
        try {
            for (X509Certificate recipient : recipients) {
                generator.addRecipientInfoGenerator(recipient(recipient, provider, random));
            }
            var cipher = (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                    .setProvider(provider)
                    .setSecureRandom(random)
                    .build();
            return new Bounded(generator.open(out, cipher));
        } catch (CMSException | GeneralSecurityException failed) {
            throw new IOException("it cannot be encrypted: " + failed.getMessage(), failed);
        }
    }

    /** Why nothing can be encrypted so to a certificate, if so. */
    public static Optional<String> objection(X509Certificate certificate) {
        if (Sm2Keys.isOn(certificate)) {
            return Optional.of(
                    "its key is on the SM2 curve, and what is encrypted to those proves nothing by itself, so"
                            + " only packages are, which are signed; name a certificate on P-256 or of RSA");
        }
        boolean fits =
                certificate.getPublicKey() instanceof RSAPublicKey || certificate.getPublicKey() instanceof ECPublicKey;
        return fits
                ? Optional.empty()
                : Optional.of("its key is of the kind "
                        + certificate.getPublicKey().getAlgorithm() + ", and only RSA and EC keys can be encrypted to");
    }

    private static RecipientInfoGenerator recipient(
            X509Certificate certificate, BouncyCastleProvider provider, SecureRandom random)
            throws GeneralSecurityException {
        if (certificate.getPublicKey() instanceof ECPublicKey key) {
            KeyPair once = onceOnly(key, random);
            return new JceKeyAgreeRecipientInfoGenerator(
                            CMSAlgorithm.ECDH_SHA256KDF, once.getPrivate(), once.getPublic(), CMSAlgorithm.AES256_WRAP)
                    .addRecipient(certificate)
                    .setSecureRandom(random)
                    .setProvider(provider);
        }
        // Named, since by default it would be the older padding of PKCS #1 v1.5.
        AlgorithmIdentifier oaep =
                new JcaAlgorithmParametersConverter().getAlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, OAEP);
        return new JceKeyTransRecipientInfoGenerator(certificate, oaep).setProvider(provider);
    }

    // Made by the JDK, which writes a curve down by its name as others expect it.
    private static KeyPair onceOnly(ECPublicKey like, SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(like.getParams(), random);
        return generator.generateKeyPair();
    }

    /** Ends with an error before the cipher is used for more than it is good for. */
    private static final class Bounded extends FilterOutputStream {
        private long left = MOST_BYTES;

        Bounded(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new IOException("an encrypted file holds at most 63 GiB; make one without encryption, and"
                        + " encrypt it by other means");
            }
            out.write(from, offset, length);
        }
    }
}
