package io.tidings.node.contentpackage.format;

import io.tidings.node.cms.CheckedSignature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a package that was checked may be used: by whom it is signed, for whom it is and until when. Says everything that
 * stands against it.
 *
 * @param own this node's certificates; absent where nobody in particular asks
 */
public record Acceptability(
        Trust trust, Trust.InStamps stamps, Revocations revoked, Optional<List<X509Certificate>> own, Instant now) {
    /** By which clocks may differ. */
    private static final Duration SKEW = Duration.ofMinutes(15);

    private static final int DIGITAL_SIGNATURE = 0; // RFC 5280 §4.2.1.3, the numbers of the bits
    private static final int CONTENT_COMMITMENT = 1;
    // Client authentication is what the node's own certificate is for; e-mail protection what CMS usually asks for.
    private static final Set<String> PURPOSES =
            Set.of("1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "2.5.29.37.0");

    /**
     * What is to be said of a package.
     *
     * @param signer as we know it; absent if we do not
     * @param stampedAt what a trusted time stamp says
     */
    public record Judgement(Optional<String> signer, Optional<Instant> stampedAt, List<Finding> findings) {
        public Judgement {
            findings = List.copyOf(findings);
        }

        public boolean isAcceptable() {
            return findings.isEmpty();
        }
    }

    public Judgement judge(Checked checked) {
        List<Finding> findings = new ArrayList<>();
        CheckedSignature signature = checked.signature();
        Optional<Instant> stamped = signature.stamp().filter(stamps::trusts).map(CheckedSignature.Stamped::at);
        Instant at = stamped.orElse(now);
        Trust.Judgement signer = trust.judge(signature.chain(), at);
        signer.objection().ifPresent(findings::add);
        certificate(signature, at, findings);
        Manifest manifest = checked.manifest();
        if (manifest.created().isAfter(now.plus(SKEW))) {
            findings.add(new Finding(Fault.FROM_THE_FUTURE, "it says that it was made at " + manifest.created()));
        }
        if (!now.isBefore(manifest.expires())) {
            findings.add(new Finding(Fault.EXPIRED, "it was to be used until " + manifest.expires()));
        }
        own.ifPresent(certificates -> recipient(manifest, certificates).ifPresent(findings::add));
        return new Judgement(signer.name(), stamped, findings);
    }

    private void certificate(CheckedSignature signature, Instant at, List<Finding> findings) {
        X509Certificate own = signature.certificate();
        if (at.isAfter(own.getNotAfter().toInstant())) {
            findings.add(new Finding(
                    Fault.SIGNER_EXPIRED,
                    "the signer's certificate was valid until "
                            + own.getNotAfter().toInstant()));
        }
        if (at.plus(SKEW).isBefore(own.getNotBefore().toInstant())) {
            findings.add(new Finding(
                    Fault.SIGNER_EXPIRED,
                    "the signer's certificate is valid from "
                            + own.getNotBefore().toInstant()));
        }
        revoked.of(signature.chain()).ifPresent(reason -> findings.add(new Finding(Fault.SIGNER_REVOKED, reason)));
        if (!maySign(own)) {
            findings.add(new Finding(
                    Fault.SIGNER_PURPOSE,
                    "the signer's certificate is not for signing: it is to have the key usage digitalSignature and, if"
                            + " purposes are named, clientAuth, emailProtection or documentSigning"));
        }
    }

    // An extension that is absent allows everything (RFC 5280 §4.2.1.3, §4.2.1.12).
    private static boolean maySign(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[CONTENT_COMMITMENT]) {
            return false;
        }
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null || purposes.stream().anyMatch(PURPOSES::contains);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static Optional<Finding> recipient(Manifest manifest, List<X509Certificate> own) {
        boolean named = manifest.recipients().stream()
                .anyMatch(each -> own.stream().anyMatch(mine -> Checked.names(each.pins(), mine)));
        return named
                ? Optional.empty()
                : Optional.of(new Finding(
                        Fault.RECIPIENT,
                        "it is for "
                                + (manifest.recipients().isEmpty()
                                        ? "nobody in particular"
                                        : String.join(
                                                ", ",
                                                manifest.recipients().stream()
                                                        .map(Manifest.Party::name)
                                                        .toList()))
                                + ", and names no certificate of this node"));
    }
}
