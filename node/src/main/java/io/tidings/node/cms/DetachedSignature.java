package io.tidings.node.cms;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Makes detached signatures: CMS SignedData in DER (RFC 5652 §5) with one signer, whose signed attributes name every
 * certificate beside it (RFC 5035), so that none can be swapped.
 */
public final class DetachedSignature {
    private final SigningKey key;
    private final SigningAlgorithm algorithm;
    private final SecureRandom random;

    /** @throws IllegalArgumentException if the key is of no kind that may sign */
    public DetachedSignature(SigningKey key, SecureRandom random) {
        this.key = key;
        this.random = random;
        this.algorithm = SigningAlgorithm.of(key.certificate().getPublicKey())
                .orElseThrow(() -> new IllegalArgumentException("the key of "
                        + key.certificate().getSubjectX500Principal().getName()
                        + " cannot sign: it is to be EC (P-256, P-384 or SM2), Ed25519, or RSA of 2,048 bits or more"));
    }

    /** Gives a time stamp token (RFC 3161) over the digest of a signature. */
    @FunctionalInterface
    public interface Stamp {
        byte[] over(byte[] signature) throws IOException;
    }

    /**
     * The signature over {@code content}, in DER.
     *
     * @param at the signer's own word for when
     * @throws IOException if no time stamp could be had
     */
    public byte[] sign(byte[] content, Instant at, Optional<Stamp> stamp) throws IOException {
        var provider = new BouncyCastleProvider();
        try {
            var generator = new CMSSignedDataGenerator();
            var info = new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder()
                    .setProvider(provider)
                    .build());
            info.setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes(at)));
            generator.addSignerInfoGenerator(info.build(
                    new JcaContentSignerBuilder(algorithm.javaName())
                            .setProvider(provider)
                            .setSecureRandom(random)
                            .build(forBouncyCastle(key.key(), provider)),
                    key.certificate()));
            generator.addCertificates(new JcaCertStore(key.chain()));
            CMSSignedData signed = generator.generate(new CMSProcessableByteArray(content), false);
            if (stamp.isPresent()) {
                signed = stamped(signed, stamp.get());
            }
            return signed.toASN1Structure().getEncoded(ASN1Encoding.DER);
        } catch (CMSException | OperatorCreationException | GeneralSecurityException failed) {
            throw new IOException("nothing can be signed with this key: " + failed.getMessage(), failed);
        }
    }

    private AttributeTable attributes(Instant at) throws GeneralSecurityException {
        List<ESSCertIDv2> named = new ArrayList<>();
        for (X509Certificate each : key.chain()) {
            named.add(new ESSCertIDv2(MessageDigest.getInstance("SHA-256").digest(each.getEncoded())));
        }
        var attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(at)))));
        attributes.add(new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(named.toArray(ESSCertIDv2[]::new)))));
        return new AttributeTable(attributes);
    }

    private static CMSSignedData stamped(CMSSignedData signed, Stamp stamp) throws IOException {
        byte[] signature = value(signed);
        return stamped(signed, stamp.over(signature));
    }

    private static CMSSignedData stamped(CMSSignedData signed, byte[] token) throws IOException {
        SignerInformation signer =
                signed.getSignerInfos().getSigners().iterator().next();
        ASN1Primitive form;
        try {
            form = TimeStampForm.of(ASN1Primitive.fromByteArray(token));
            new TimeStampCheck(new BouncyCastleProvider()).check(form, signer.getSignature());
        } catch (SignatureFaultException | CMSException | RuntimeException wrong) {
            throw new IOException("the answer of the time stamp authority is of no use: " + wrong.getMessage(), wrong);
        }
        var unsigned = new ASN1EncodableVector();
        unsigned.add(new Attribute(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, new DERSet(form)));
        return CMSSignedData.replaceSigners(
                signed,
                new SignerInformationStore(
                        SignerInformation.replaceUnsignedAttributes(signer, new AttributeTable(unsigned))));
    }

    private static byte[] value(CMSSignedData signed) {
        return signed.getSignerInfos().getSigners().iterator().next().getSignature();
    }

    /**
     * The value of a signature, which a time stamp is to be over.
     *
     * @param signature in DER, and checked
     */
    public static byte[] value(byte[] signature) throws IOException {
        try {
            return value(new CMSSignedData(signature));
        } catch (CMSException wrong) {
            throw new IOException("the signature cannot be read: " + wrong.getMessage(), wrong);
        }
    }

    /**
     * A signature with a time stamp beside it, in place of the one that it may have had.
     *
     * @param signature in DER, and checked
     * @param token as an authority gave it (RFC 3161 §2.4.2)
     * @throws IOException if it is not over this signature, or by no time stamp authority
     */
    public static byte[] stamped(byte[] signature, byte[] token) throws IOException {
        try {
            return stamped(new CMSSignedData(signature), token)
                    .toASN1Structure()
                    .getEncoded(ASN1Encoding.DER);
        } catch (CMSException wrong) {
            throw new IOException("the signature cannot be read: " + wrong.getMessage(), wrong);
        }
    }

    // Bouncy Castle takes its own kind of Ed25519 key only.
    private static PrivateKey forBouncyCastle(PrivateKey key, BouncyCastleProvider provider)
            throws GeneralSecurityException {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            return key; // it lies in hardware, and its own provider signs
        }
        String kind = switch (key.getAlgorithm()) {
            case "EdDSA", "Ed25519" -> "Ed25519";
            case "RSA" -> "RSA";
            default -> "EC";
        };
        return KeyFactory.getInstance(kind, provider).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }
}
