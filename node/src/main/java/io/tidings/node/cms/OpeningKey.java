package io.tidings.node.cms;

import io.tidings.node.identity.Secret;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cms.CMSAuthEnvelopedDataParser;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KeyAgreeRecipientInformation;
import org.bouncycastle.cms.KeyTransRecipientInformation;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** The private key that opens what was encrypted to its certificate. */
public final class OpeningKey {
    private static final int LARGEST_FILE = 64 << 10;

    private final PrivateKey key;
    private final Provider provider;

    private OpeningKey(PrivateKey key, Provider provider) {
        this.key = key;
        this.provider = provider;
    }

    PrivateKey privateKey() {
        return key;
    }

    /** A key that is in memory already. */
    public static OpeningKey of(PrivateKey key) {
        return new OpeningKey(key, new BouncyCastleProvider());
    }

    /**
     * Reads a key in PEM: PKCS #8, plain or encrypted (RFC 5958, RFC 7468), or as older OpenSSL wrote RSA and EC keys.
     *
     * @param password opens it; needed where it is encrypted
     * @throws OperationException if it is none, or the password does not open it
     */
    public static OpeningKey read(Path pem, Optional<Secret> password) throws IOException {
        if (Files.size(pem) > LARGEST_FILE) {
            throw noKey(pem, "it is longer than any key");
        }
        var provider = new BouncyCastleProvider();
        try (Reader text = Files.newBufferedReader(pem, StandardCharsets.ISO_8859_1);
                PEMParser parser = new PEMParser(text)) {
            for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
                Optional<PrivateKeyInfo> key = key(pem, each, password, provider);
                if (key.isPresent()) {
                    return new OpeningKey(
                            new JcaPEMKeyConverter().setProvider(provider).getPrivateKey(key.get()), provider);
                }
            }
        } catch (PEMException wrong) {
            throw noKey(pem, String.valueOf(wrong.getMessage()));
        }
        throw noKey(pem, "there is no 'BEGIN … PRIVATE KEY' in it");
    }

    private static Optional<PrivateKeyInfo> key(Path pem, Object each, Optional<Secret> password, Provider provider) {
        if (each instanceof PrivateKeyInfo plain) {
            return Optional.of(plain);
        }
        if (each instanceof PEMKeyPair pair) {
            return Optional.of(pair.getPrivateKeyInfo());
        }
        if (each instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
            return Optional.of(opened(pem, encrypted, password, provider));
        }
        if (each instanceof PEMEncryptedKeyPair) {
            throw noKey(pem, "it is encrypted in an old way; write it anew with: openssl pkcs8 -topk8");
        }
        return Optional.empty(); // such as the certificate, or the parameters of a curve
    }

    private static PrivateKeyInfo opened(
            Path pem, PKCS8EncryptedPrivateKeyInfo encrypted, Optional<Secret> password, Provider provider) {
        Secret secret = password.orElseThrow(
                () -> noKey(pem, "it is encrypted; name the file that holds its password with --key-password-file"));
        try {
            return encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(provider)
                    .build(secret.characters()));
        } catch (PKCSException | OperatorCreationException wrong) {
            throw noKey(pem, "the password does not open it");
        }
    }

    private static OperationException noKey(Path pem, String why) {
        return new OperationException(Kind.INVALID, "no private key can be read from " + pem + ": " + why);
    }

    /**
     * What {@code sealed} holds. What it gives is proven only once its end was read without an {@link IOException}.
     *
     * @throws OperationException if it was not encrypted to this key
     * @throws IOException if it is not what was written
     */
    public InputStream open(InputStream sealed) throws IOException {
        try {
            var message = new CMSAuthEnvelopedDataParser(sealed);
            int recipients = 0;
            for (RecipientInformation each : message.getRecipientInfos()) {
                recipients++;
                Optional<InputStream> content = content(each);
                if (content.isPresent()) {
                    return content.get();
                }
            }
            throw new OperationException(
                    Kind.INVALID, "it is encrypted to " + recipients + " keys, and the one given is none of them");
        } catch (CMSException | ClassCastException wrong) {
            throw new IOException("it is not encrypted as CMS AuthEnvelopedData: " + wrong.getMessage(), wrong);
        }
    }

    // The key itself tells whether it is the one meant: what it unwraps carries a check of its own.
    private Optional<InputStream> content(RecipientInformation information) throws IOException {
        Optional<Recipient> recipient = recipient(information);
        if (recipient.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(information.getContentStream(recipient.get()).getContentStream());
        } catch (CMSException notForThisKey) {
            return Optional.empty();
        }
    }

    private Optional<Recipient> recipient(RecipientInformation information) {
        boolean rsa = key.getAlgorithm().equals("RSA");
        if (rsa && information instanceof KeyTransRecipientInformation) {
            return Optional.of(new JceKeyTransAuthEnvelopedRecipient(key).setProvider(provider));
        }
        if (!rsa && information instanceof KeyAgreeRecipientInformation) {
            // Not JceKeyAgreeRecipient: that one takes changed content without a word.
            return Optional.of(new JceKeyAgreeAuthEnvelopedRecipient(key).setProvider(provider));
        }
        return Optional.empty();
    }
}
