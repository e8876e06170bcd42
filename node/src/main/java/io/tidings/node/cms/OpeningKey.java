package io.tidings.node.cms;

import io.tidings.node.identity.Secret;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
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

/** The private key, or one of several, that opens what was encrypted to its certificate. */
public final class OpeningKey {
    private static final int LARGEST_FILE = 64 << 10;

    private static final int LEAST_TAG_BYTES = 12;
    private static final Set<String> GCM = Set.of(
            NISTObjectIdentifiers.id_aes128_GCM.getId(),
            NISTObjectIdentifiers.id_aes192_GCM.getId(),
            NISTObjectIdentifiers.id_aes256_GCM.getId());

    private final List<PrivateKey> keys;
    private final Provider provider;

    private OpeningKey(List<PrivateKey> keys, Provider provider) {
        this.keys = List.copyOf(keys);
        this.provider = provider;
    }

    PrivateKey privateKey() {
        return keys.get(0);
    }

    /** A key that is in memory already. */
    public static OpeningKey of(PrivateKey key) {
        return of(List.of(key));
    }

    /** Keys that are in memory already, any of which may open it. */
    public static OpeningKey of(List<PrivateKey> keys) {
        return new OpeningKey(keys, new BouncyCastleProvider());
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
        // What OpenSSL calls so is what it calls EC for other curves (SEC 1).
        String text = Files.readString(pem, StandardCharsets.ISO_8859_1)
                .replace("SM2 PRIVATE KEY-----", "EC PRIVATE KEY-----")
                .replace("SM2 PARAMETERS-----", "EC PARAMETERS-----");
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
                Optional<PrivateKeyInfo> key = key(pem, each, password, provider);
                if (key.isPresent()) {
                    return new OpeningKey(
                            List.of(new JcaPEMKeyConverter()
                                    .setProvider(provider)
                                    .getPrivateKey(key.get())),
                            provider);
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
     * What a digital envelope with SM4-CBC holds ({@link SealedForm#SM4_CBC}). <strong>Nothing of that is proven, not even at
     * its end:</strong> it is to be signed within, and nothing of it, nor why it was refused, is to be told before that
     * signature holds. Empty if it was not encrypted to this key, or the encrypted key was changed.
     *
     * @throws IOException if it is no such envelope
     */
    public Optional<InputStream> openUnproven(InputStream sealed) throws IOException {
        return Sm4Envelope.open(
                sealed, keys.stream().flatMap(each -> Sm2Keys.of(each).stream()).toList());
    }

    /**
     * What {@code sealed} holds, in CMS AuthEnvelopedData. What it gives is proven only once its end was read without an {@link IOException}.
     *
     * @throws OperationException if it was not encrypted to this key
     * @throws IOException if it is not what was written
     */
    public InputStream open(InputStream sealed) throws IOException {
        try {
            var message = new CMSAuthEnvelopedDataParser(sealed);
            requireGcm(message);
            int recipients = 0;
            boolean older = false;
            for (RecipientInformation each : message.getRecipientInfos()) {
                recipients++;
                older |= each instanceof KeyTransRecipientInformation && !isOaep(each);
                for (PrivateKey key : keys) {
                    Optional<InputStream> content = content(each, key);
                    if (content.isPresent()) {
                        return content.get();
                    }
                }
            }
            throw new OperationException(
                    Kind.INVALID,
                    "it is encrypted to " + recipients + " keys, and the one given is none of them"
                            + (older ? "; what is encrypted by RSA with another padding than OAEP is not taken" : ""));
        } catch (CMSException | ClassCastException wrong) {
            throw new IOException("it is not encrypted as CMS AuthEnvelopedData: " + wrong.getMessage(), wrong);
        }
    }

    // The length of the tag is written where nobody proves it: one of a few bits would prove nothing.
    private static void requireGcm(CMSAuthEnvelopedDataParser message) throws IOException {
        if (!GCM.contains(message.getEncAlgOID())
                || GCMParameters.getInstance(message.getEncAlgParams()).getIcvLen() < LEAST_TAG_BYTES) {
            throw new IOException("it is encrypted by something else than AES-GCM with a tag of " + LEAST_TAG_BYTES
                    + " bytes or more (RFC 5084)");
        }
    }

    // The key itself tells whether it is the one meant: what it unwraps carries a check of its own.
    private Optional<InputStream> content(RecipientInformation information, PrivateKey key) throws IOException {
        Optional<Recipient> recipient = recipient(information, key);
        if (recipient.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(information.getContentStream(recipient.get()).getContentStream());
        } catch (CMSException notForThisKey) {
            return Optional.empty();
        }
    }

    // With the older padding, answers would tell whoever asks often enough what others encrypted (Bleichenbacher 1998).
    private static boolean isOaep(RecipientInformation information) {
        return information.getKeyEncryptionAlgOID().equals(PKCSObjectIdentifiers.id_RSAES_OAEP.getId());
    }

    private Optional<Recipient> recipient(RecipientInformation information, PrivateKey key) {
        if (Sm2Keys.of(key).isPresent()) {
            return Optional.empty();
        }
        boolean rsa = key.getAlgorithm().equals("RSA");
        if (rsa && information instanceof KeyTransRecipientInformation && isOaep(information)) {
            return Optional.of(new JceKeyTransAuthEnvelopedRecipient(key).setProvider(provider));
        }
        if (!rsa && information instanceof KeyAgreeRecipientInformation) {
            // Not JceKeyAgreeRecipient: that one takes changed content without a word.
            return Optional.of(new JceKeyAgreeAuthEnvelopedRecipient(key).setProvider(provider));
        }
        return Optional.empty();
    }
}
