package io.tidings.node.agreement;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * Recognising a peer by an authority named in its agreement and the subject it must carry.
 *
 * <p>The chain is validated as RFC 5280 §6 says, without asking for revocation: an agreement's removal is what cuts a peer
 * off, at once and without a network.
 */
final class CaTrust {
    private static final int MOST_AUTHORITIES = 16;
    private static final int DNS_NAME = 2; // RFC 5280 §4.2.1.6, the number of dNSName

    private CaTrust() {}

    /** The certificates in PEM text; empty if there is none, too many, or anything that is not one. */
    static Optional<List<X509Certificate>> certificates(String pem) {
        try {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            return Optional.of(found).filter(list -> !list.isEmpty() && list.size() <= MOST_AUTHORITIES);
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    /** Whether {@code chain} leads to one of {@code authorities} at {@code now} and its own certificate names {@code subject}. */
    static boolean trusts(List<X509Certificate> authorities, String subject, List<X509Certificate> chain, Instant now) {
        if (!names(chain.get(0)).contains(subject.toLowerCase(Locale.ROOT))) {
            return false;
        }
        try {
            Set<TrustAnchor> anchors = authorities.stream()
                    .map(each -> new TrustAnchor(each, null))
                    .collect(Collectors.toSet());
            var parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            List<X509Certificate> below =
                    chain.stream().filter(each -> !authorities.contains(each)).toList();
            if (below.isEmpty()) {
                return false; // the authority's own certificate is not its peer's
            }
            var path = CertificateFactory.getInstance("X.509").generateCertPath(below);
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Host names, organisation and common name, in small letters. */
    private static Set<String> names(X509Certificate certificate) {
        Set<String> names = new java.util.HashSet<>();
        try {
            Collection<List<?>> alternatives = Optional.ofNullable(certificate.getSubjectAlternativeNames())
                    .orElse(List.of());
            for (List<?> each : alternatives) {
                if (each.get(0).equals(DNS_NAME)) {
                    names.add(each.get(1).toString().toLowerCase(Locale.ROOT));
                }
            }
            for (var part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN") || part.getType().equalsIgnoreCase("O")) {
                    names.add(part.getValue().toString().toLowerCase(Locale.ROOT));
                }
            }
        } catch (CertificateParsingException | InvalidNameException e) {
            return Set.of();
        }
        return names;
    }
}
