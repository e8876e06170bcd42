package io.tidings.node.cms;

import io.tidings.node.cms.SignatureFaultException.Reason;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Checks detached signatures from strangers. Of CMS it takes one form alone, so that no byte of a signature can be
 * changed without being noticed, and that nothing in it chooses how it is checked.
 */
public final class SignatureCheck {
    /** Longer ones are not looked at. */
    public static final int MOST_BYTES = 256 << 10;

    // By which a signature may name certificates: openssl takes the one that it signs with.
    private static final Map<ASN1ObjectIdentifier, String> NAMING = Map.of(
            NISTObjectIdentifiers.id_sha256, "SHA-256",
            NISTObjectIdentifiers.id_sha384, "SHA-384",
            NISTObjectIdentifiers.id_sha512, "SHA-512");

    private final Provider provider = new BouncyCastleProvider();
    private final TimeStampCheck stamps = new TimeStampCheck(provider);

    /** @param signature in DER */
    public CheckedSignature check(byte[] content, byte[] signature) throws SignatureFaultException {
        try {
            SignedData signed = form(signature);
            return check(signed, new CMSSignedData(new CMSProcessableByteArray(content), signature));
        } catch (CMSException | IOException | GeneralSecurityException | OperatorCreationException wrong) {
            throw new SignatureFaultException(
                    Reason.FORM, "the signature cannot be read: " + wrong.getMessage(), wrong);
        } catch (RuntimeException wrong) { // Bouncy Castle throws many kinds at structures that are none
            throw new SignatureFaultException(
                    Reason.FORM, "the signature cannot be read: " + wrong.getMessage(), wrong);
        }
    }

    private SignedData form(byte[] signature) throws IOException, SignatureFaultException {
        require(signature.length > 0, "it is empty");
        require(signature[0] != '-', "it is in PEM, and is to be in DER");
        require(signature.length <= MOST_BYTES, "it is longer than " + MOST_BYTES + " bytes");
        ASN1Primitive parsed = ASN1Primitive.fromByteArray(signature);
        require(
                Arrays.equals(parsed.getEncoded(ASN1Encoding.DER), signature),
                "it is not in DER (X.690 §10), or was changed");
        ContentInfo info = ContentInfo.getInstance(parsed);
        require(info.getContentType().equals(CMSObjectIdentifiers.signedData), "it is no SignedData");
        SignedData signed = SignedData.getInstance(info.getContent());
        require(signed.getVersion().hasValue(1), "its version is not 1");
        require(
                signed.getEncapContentInfo().getContentType().equals(CMSObjectIdentifiers.data)
                        && signed.getEncapContentInfo().getContent() == null,
                "it is not detached");
        require(signed.getCRLs() == null, "it carries revocation lists, which are no part of the form");
        require(
                signed.getSignerInfos().size() == 1,
                "it has " + signed.getSignerInfos().size() + " signers, and there is to be one");
        ASN1Encodable signer = signed.getSignerInfos().getObjectAt(0);
        // Bouncy Castle takes either tag for the signed attributes.
        require(
                Arrays.equals(
                        SignerInfo.getInstance(signer).getEncoded(ASN1Encoding.DER),
                        signer.toASN1Primitive().getEncoded(ASN1Encoding.DER)),
                "its signer is written in another way than RFC 5652 §5.3 says");
        require(signed.getDigestAlgorithms().size() == 1, "it names several digests");
        return signed;
    }

    private CheckedSignature check(SignedData structure, CMSSignedData message)
            throws SignatureFaultException, IOException, GeneralSecurityException, CMSException,
                    OperatorCreationException {
        SignerInfo info = SignerInfo.getInstance(structure.getSignerInfos().getObjectAt(0));
        SignerInformation signer =
                message.getSignerInfos().getSigners().iterator().next();
        require(info.getVersion().hasValue(1), "its signer's version is not 1");
        List<X509CertificateHolder> chain = chain(message, info);
        SigningAlgorithm algorithm = SigningAlgorithm.of(chain.get(0).getSubjectPublicKeyInfo())
                .orElseThrow(() -> new SignatureFaultException(
                        Reason.ALGORITHM,
                        "the signer's key is of a kind or length that is not taken: EC (P-256, P-384, SM2), Ed25519, or"
                                + " RSA of 2,048 bits or more"));
        requireAlgorithm(algorithm, structure, info);
        Instant at = attributes(info);
        List<X509Certificate> certificates = new ArrayList<>();
        for (X509CertificateHolder each : chain) {
            certificates.add(CmsCertificates.of(each, provider));
        }
        boolean holds = signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                .setProvider(provider)
                .build(certificates.get(0).getPublicKey()));
        if (!holds) {
            throw changed();
        }
        return new CheckedSignature(certificates, algorithm, at, stamp(info, signer.getSignature()));
    }

    private static SignatureFaultException changed() {
        return new SignatureFaultException(
                Reason.VALUE, "the signature is not over this content: either was changed, or it belongs elsewhere");
    }

    /** The certificates, each named by its digest in what is signed, the signer's own first. */
    private static List<X509CertificateHolder> chain(CMSSignedData message, SignerInfo info)
            throws SignatureFaultException, IOException, GeneralSecurityException {
        Collection<X509CertificateHolder> carried = message.getCertificates().getMatches(null);
        require(
                !carried.isEmpty() && carried.size() <= SigningKey.MOST_CERTIFICATES,
                "it carries " + carried.size() + " certificates, and there are to be one to eight");
        List<X509CertificateHolder> left = new ArrayList<>(carried);
        List<X509CertificateHolder> chain = new ArrayList<>();
        for (ESSCertIDv2 named : SigningCertificateV2.getInstance(
                        value(info, PKCSObjectIdentifiers.id_aa_signingCertificateV2, "the signer's certificate"))
                .getCerts()) {
            String digest = Optional.ofNullable(
                            NAMING.get(named.getHashAlgorithm().getAlgorithm()))
                    .orElseThrow(() -> new SignatureFaultException(
                            Reason.FORM,
                            "the signature is of another form than is taken: it names certificates by another digest than"
                                    + " SHA-256, SHA-384 or SHA-512"));
            Optional<X509CertificateHolder> found = Optional.empty();
            for (X509CertificateHolder each : left) {
                if (MessageDigest.isEqual(
                        named.getCertHash(), MessageDigest.getInstance(digest).digest(each.getEncoded()))) {
                    found = Optional.of(each);
                }
            }
            X509CertificateHolder next = found.orElseThrow(
                    () -> new SignatureFaultException(Reason.FORM, "a certificate in it is not the one that signed"));
            left.remove(next);
            chain.add(next);
        }
        require(left.isEmpty() && !chain.isEmpty(), "it carries a certificate that the signer did not name");
        IssuerAndSerialNumber sid =
                IssuerAndSerialNumber.getInstance(info.getSID().getId());
        X509CertificateHolder own = chain.get(0);
        require(
                // To the byte: as names, those in other letter case would be the same.
                Arrays.equals(sid.getName().getEncoded(), own.getIssuer().getEncoded())
                        && sid.getSerialNumber().hasValue(own.getSerialNumber()),
                "it names another signer than its first certificate's");
        return chain;
    }

    private static void requireAlgorithm(SigningAlgorithm algorithm, SignedData structure, SignerInfo info)
            throws SignatureFaultException {
        AlgorithmIdentifier announced =
                AlgorithmIdentifier.getInstance(structure.getDigestAlgorithms().getObjectAt(0));
        AlgorithmIdentifier digest = info.getDigestAlgorithm();
        AlgorithmIdentifier signature = info.getDigestEncryptionAlgorithm();
        // Of the two ways to write RSA (RFC 5754 §3.2) the second is taken only where what is signed says so (RFC
        // 6211):
        // else one byte could be changed unnoticed.
        boolean isBound =
                new AttributeTable(info.getAuthenticatedAttributes()).get(CMSAttributes.cmsAlgorithmProtect) != null;
        boolean asWanted = digest.getAlgorithm().equals(algorithm.digest())
                && announced.getAlgorithm().equals(algorithm.digest())
                && algorithm.isWrittenAs(signature.getAlgorithm(), isBound)
                && isPlain(digest)
                && isPlain(announced)
                && isPlain(signature);
        if (!asWanted) {
            throw new SignatureFaultException(
                    Reason.ALGORITHM,
                    "the signature is made by " + signature.getAlgorithm() + " with the digest " + digest.getAlgorithm()
                            + ", and a key of this kind signs by " + algorithm.javaName() + " and nothing else");
        }
    }

    private static boolean isPlain(AlgorithmIdentifier algorithm) {
        ASN1Encodable parameters = algorithm.getParameters();
        return parameters == null || DERNull.INSTANCE.equals(parameters.toASN1Primitive());
    }

    private static Instant attributes(SignerInfo info) throws SignatureFaultException {
        require(
                CMSObjectIdentifiers.data.equals(value(info, CMSAttributes.contentType, "the content's type")),
                "it is over content of another type");
        return Time.getInstance(value(info, CMSAttributes.signingTime, "the time"))
                .getDate()
                .toInstant();
    }

    private static ASN1Encodable value(SignerInfo info, ASN1ObjectIdentifier name, String what)
            throws SignatureFaultException {
        if (info.getAuthenticatedAttributes() == null) {
            throw new SignatureFaultException(Reason.FORM, "it has no signed attributes");
        }
        var all = new AttributeTable(info.getAuthenticatedAttributes()).getAll(name);
        require(all.size() == 1, "its signed attributes are to say " + what + " once");
        Attribute attribute = Attribute.getInstance(all.get(0));
        require(attribute.getAttrValues().size() == 1, "its signed attributes are to say " + what + " once");
        return attribute.getAttrValues().getObjectAt(0);
    }

    private Optional<CheckedSignature.Stamped> stamp(SignerInfo info, byte[] signature)
            throws SignatureFaultException, CertificateException {
        if (info.getUnauthenticatedAttributes() == null) {
            return Optional.empty();
        }
        require(info.getUnauthenticatedAttributes().size() == 1, "it has unsigned attributes beside a time stamp");
        Attribute only =
                Attribute.getInstance(info.getUnauthenticatedAttributes().getObjectAt(0));
        require(
                only.getAttrType().equals(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)
                        && only.getAttrValues().size() == 1,
                "it has unsigned attributes beside a time stamp");
        return Optional.of(stamps.check(only.getAttrValues().getObjectAt(0).toASN1Primitive(), signature));
    }

    private static void require(boolean asWanted, String otherwise) throws SignatureFaultException {
        if (!asWanted) {
            throw new SignatureFaultException(
                    Reason.FORM, "the signature is of another form than is taken: " + otherwise);
        }
    }
}
