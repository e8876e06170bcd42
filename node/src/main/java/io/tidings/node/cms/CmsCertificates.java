package io.tidings.node.cms;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Certificates as they lie in files and messages, those with keys that the JDK does not know included. */
public final class CmsCertificates {
    private CmsCertificates() {}

    static X509Certificate of(X509CertificateHolder holder, Provider bouncyCastle) throws CertificateException {
        boolean sm2 = SigningAlgorithm.of(holder.getSubjectPublicKeyInfo())
                .filter(SigningAlgorithm.SM2::equals)
                .isPresent();
        try {
            byte[] der = holder.toASN1Structure().getEncoded(ASN1Encoding.DER);
            CertificateFactory factory = sm2
                    ? CertificateFactory.getInstance("X.509", bouncyCastle)
                    : CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        } catch (IOException broken) {
            throw new CertificateException("it cannot be read", broken);
        }
    }

    /**
     * All certificates in PEM text, or the one in DER, in their order.
     *
     * @throws CertificateException if there is none, or anything that is not one
     */
    public static List<X509Certificate> read(byte[] text) throws CertificateException {
        var provider = new BouncyCastleProvider();
        Collection<? extends java.security.cert.Certificate> found =
                CertificateFactory.getInstance("X.509", provider).generateCertificates(new ByteArrayInputStream(text));
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (java.security.cert.Certificate each : found) {
                certificates.add(of(new X509CertificateHolder(each.getEncoded()), provider));
            }
        } catch (IOException broken) {
            throw new CertificateException("there is what cannot be read", broken);
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("there is no certificate in it");
        }
        return certificates;
    }
}
