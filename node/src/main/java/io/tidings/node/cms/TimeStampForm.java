package io.tidings.node.cms;

import io.tidings.node.cms.SignatureFaultException.Reason;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;

/**
 * The one form in which a time stamp token goes into a signature. Much in a token is not signed by anybody: algorithms that
 * may be written in two ways, certificates beside the authority's own, lists of revoked ones. Of all that the form has one
 * value or none, so that no byte of a token can be changed without being noticed.
 */
final class TimeStampForm {
    private static final Map<ASN1ObjectIdentifier, ASN1ObjectIdentifier> ECDSA = Map.of(
            NISTObjectIdentifiers.id_sha256, X9ObjectIdentifiers.ecdsa_with_SHA256,
            NISTObjectIdentifiers.id_sha384, X9ObjectIdentifiers.ecdsa_with_SHA384,
            NISTObjectIdentifiers.id_sha512, X9ObjectIdentifiers.ecdsa_with_SHA512);
    private static final Map<ASN1ObjectIdentifier, ASN1ObjectIdentifier> RSA = Map.of(
            NISTObjectIdentifiers.id_sha256, PKCSObjectIdentifiers.sha256WithRSAEncryption,
            NISTObjectIdentifiers.id_sha384, PKCSObjectIdentifiers.sha384WithRSAEncryption,
            NISTObjectIdentifiers.id_sha512, PKCSObjectIdentifiers.sha512WithRSAEncryption);

    private TimeStampForm() {}

    /**
     * A token in that form; one that is in it stays as it is.
     *
     * @param token as an authority gave it
     */
    static ASN1Primitive of(ASN1Primitive token) throws IOException, CMSException, SignatureFaultException {
        ContentInfo info = ContentInfo.getInstance(token);
        if (!info.getContentType().equals(CMSObjectIdentifiers.signedData)) {
            throw fault("it is no SignedData");
        }
        SignedData signed = SignedData.getInstance(info.getContent());
        if (signed.getSignerInfos().size() != 1) {
            throw fault("it has " + signed.getSignerInfos().size() + " signers, and there is to be one");
        }
        // Bouncy Castle takes other tags for it, and reads what they hold alike.
        if (!(signed.getEncapContentInfo().getContent() instanceof ASN1OctetString)) {
            throw fault("what it holds is no OCTET STRING");
        }
        SignerInfo signer = SignerInfo.getInstance(signed.getSignerInfos().getObjectAt(0));
        X509CertificateHolder own = certificate(info);
        // What an authority binds to its signature stays as it is (RFC 6211).
        boolean bound = signer.getAuthenticatedAttributes() != null
                && new AttributeTable(signer.getAuthenticatedAttributes()).get(CMSAttributes.cmsAlgorithmProtect)
                        != null;
        AlgorithmIdentifier digest = bound
                ? signer.getDigestAlgorithm()
                : new AlgorithmIdentifier(signer.getDigestAlgorithm().getAlgorithm());
        SignerInfo plain = new SignerInfo(
                signerId(signer, own),
                digest,
                signer.getAuthenticatedAttributes(),
                bound ? signer.getDigestEncryptionAlgorithm() : algorithm(signer, digest.getAlgorithm()),
                signer.getEncryptedDigest(),
                null);
        SignedData form = new SignedData(
                new DERSet(digest),
                signed.getEncapContentInfo(),
                new DERSet(own.toASN1Structure()),
                null,
                new DERSet(plain));
        return ASN1Primitive.fromByteArray(
                new ContentInfo(CMSObjectIdentifiers.signedData, form).getEncoded(ASN1Encoding.DER));
    }

    // To the byte: as names, those in other letter case would be the same.
    private static SignerIdentifier signerId(SignerInfo signer, X509CertificateHolder own) {
        return signer.getSID().isTagged()
                ? signer.getSID()
                : new SignerIdentifier(new IssuerAndSerialNumber(own.toASN1Structure()));
    }

    private static AlgorithmIdentifier algorithm(SignerInfo signer, ASN1ObjectIdentifier digest) {
        AlgorithmIdentifier written = signer.getDigestEncryptionAlgorithm();
        ASN1ObjectIdentifier kind = written.getAlgorithm();
        if (kind.equals(PKCSObjectIdentifiers.rsaEncryption) || kind.equals(RSA.get(digest))) {
            return new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        }
        if (kind.equals(X9ObjectIdentifiers.id_ecPublicKey) || kind.equals(ECDSA.get(digest))) {
            return new AlgorithmIdentifier(ECDSA.getOrDefault(digest, kind));
        }
        return written;
    }

    @SuppressWarnings("unchecked") // the selector of a signer selects certificates
    private static X509CertificateHolder certificate(ContentInfo token) throws CMSException, SignatureFaultException {
        var message = new CMSSignedData(token);
        SignerInformation signer =
                message.getSignerInfos().getSigners().iterator().next();
        Collection<X509CertificateHolder> own = message.getCertificates().getMatches(signer.getSID());
        if (own.size() != 1) {
            throw fault("it does not carry its authority's certificate; ask for it with certReq");
        }
        return own.iterator().next();
    }

    private static SignatureFaultException fault(String what) {
        return new SignatureFaultException(Reason.TIME_STAMP, "the time stamp does not hold: " + what);
    }
}
