package io.tidings.node.contentpackage.format;

import io.tidings.node.cms.CheckedSignature;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Certificates given by hand: of signers themselves, or of authorities that vouch for them. */
public final class Authorities implements Trust, Trust.InStamps {
    private final List<X509Certificate> given;

    public Authorities(Collection<X509Certificate> given) {
        this.given = List.copyOf(given);
    }

    @Override
    public Judgement judge(List<X509Certificate> chain, Instant at) {
        X509Certificate own = chain.get(0);
        return vouchFor(chain, at)
                ? new Judgement(Optional.of(own.getSubjectX500Principal().getName()), Optional.empty())
                : Judgement.unknown(own);
    }

    @Override
    public boolean trusts(CheckedSignature.Stamped stamp) {
        return vouchFor(stamp.chain(), stamp.at());
    }

    private boolean vouchFor(List<X509Certificate> chain, Instant at) {
        return given.contains(chain.get(0)) || leads(chain, at);
    }

    // RFC 5280 §6; revocation is asked of the lists given by hand.
    private boolean leads(List<X509Certificate> chain, Instant at) {
        if (given.isEmpty()) {
            return false;
        }
        try {
            var parameters = new PKIXParameters(
                    given.stream().map(each -> new TrustAnchor(each, null)).collect(Collectors.toSet()));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            List<X509Certificate> below =
                    chain.stream().filter(each -> !given.contains(each)).toList();
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
