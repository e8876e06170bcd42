package io.tidings.node.cms;

import io.tidings.node.cms.SignatureFaultException.Reason;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/** Whether a time stamp token (RFC 3161) is over a signature and by a time stamp authority's certificate. */
final class TimeStampCheck {
    private final Provider provider;

    TimeStampCheck(Provider provider) {
        this.provider = provider;
    }

    CheckedSignature.Stamped check(ASN1Primitive token, byte[] signature)
            throws SignatureFaultException, CertificateException {
        try {
            var stamp = new TimeStampToken(new CMSSignedData(token.getEncoded()));
            boolean over = NISTObjectIdentifiers.id_sha256.equals(
                            stamp.getTimeStampInfo().getMessageImprintAlgOID())
                    && MessageDigest.isEqual(
                            stamp.getTimeStampInfo().getMessageImprintDigest(),
                            MessageDigest.getInstance("SHA-256").digest(signature));
            if (!over) {
                throw new SignatureFaultException(Reason.TIME_STAMP, "the time stamp is of another signature");
            }
            List<X509Certificate> chain = chain(stamp);
            stamp.validate(new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(provider)
                    .build(chain.get(0)));
            return new CheckedSignature.Stamped(
                    stamp.getTimeStampInfo().getGenTime().toInstant(), chain);
        } catch (TSPException
                | CMSException
                | IOException
                | GeneralSecurityException
                | OperatorCreationException
                | IllegalArgumentException wrong) {
            throw new SignatureFaultException(
                    Reason.TIME_STAMP, "the time stamp does not hold: " + wrong.getMessage(), wrong);
        }
    }

    @SuppressWarnings("unchecked") // the selector of a signer selects certificates
    private List<X509Certificate> chain(TimeStampToken stamp) throws SignatureFaultException, CertificateException {
        Collection<X509CertificateHolder> own = stamp.getCertificates().getMatches(stamp.getSID());
        if (own.size() != 1) {
            throw new SignatureFaultException(
                    Reason.TIME_STAMP, "the time stamp does not carry its authority's certificate");
        }
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(CmsCertificates.of(own.iterator().next(), provider));
        for (X509CertificateHolder each : stamp.getCertificates().getMatches(null)) {
            if (!own.contains(each) && chain.size() < SigningKey.MOST_CERTIFICATES) {
                chain.add(CmsCertificates.of(each, provider));
            }
        }
        return chain;
    }
}
