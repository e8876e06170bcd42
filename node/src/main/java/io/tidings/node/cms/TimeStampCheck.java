package io.tidings.node.cms;

import io.tidings.node.cms.SignatureFaultException.Reason;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
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

    /** @param token in the form of {@link TimeStampForm}, or it is refused */
    CheckedSignature.Stamped check(ASN1Primitive token, byte[] signature) throws SignatureFaultException {
        try {
            ASN1Primitive form = TimeStampForm.of(token);
            if (!Arrays.equals(form.getEncoded(ASN1Encoding.DER), token.getEncoded(ASN1Encoding.DER))) {
                throw new SignatureFaultException(
                        Reason.TIME_STAMP, "the time stamp is of another form than is taken, or was changed");
            }
            return holding(token, signature);
        } catch (TSPException
                | CMSException
                | IOException
                | GeneralSecurityException
                | OperatorCreationException
                | RuntimeException wrong) { // Bouncy Castle throws many kinds at structures that are none
            throw new SignatureFaultException(
                    Reason.TIME_STAMP, "the time stamp does not hold: " + wrong.getMessage(), wrong);
        }
    }

    private CheckedSignature.Stamped holding(ASN1Primitive token, byte[] signature)
            throws SignatureFaultException, TSPException, CMSException, IOException, GeneralSecurityException,
                    OperatorCreationException {
        var stamp = new TimeStampToken(new CMSSignedData(token.getEncoded()));
        boolean over =
                NISTObjectIdentifiers.id_sha256.equals(stamp.getTimeStampInfo().getMessageImprintAlgOID())
                        && MessageDigest.isEqual(
                                stamp.getTimeStampInfo().getMessageImprintDigest(),
                                MessageDigest.getInstance("SHA-256").digest(signature));
        if (!over) {
            throw new SignatureFaultException(Reason.TIME_STAMP, "the time stamp is of another signature");
        }
        X509Certificate own = CmsCertificates.of(
                stamp.getCertificates().getMatches(null).iterator().next(), provider);
        stamp.validate(
                new JcaSimpleSignerInfoVerifierBuilder().setProvider(provider).build(own));
        return new CheckedSignature.Stamped(
                stamp.getTimeStampInfo().getGenTime().toInstant(), List.of(own));
    }
}
