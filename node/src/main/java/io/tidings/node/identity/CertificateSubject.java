package io.tidings.node.identity;

import io.tidings.node.agreement.Network;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a certificate of this node says.
 *
 * @param organisation becomes its organisation and its common name
 * @param hosts names and numeric addresses that it is valid for; {@code localhost} and loopback are always among them
 * @param validity from now
 */
public record CertificateSubject(String organisation, Set<String> hosts, Duration validity) {
    private static final Integer DNS_NAME = 2; // RFC 5280 §4.2.1.6, GeneralName
    private static final Integer IP_ADDRESS = 7;

    public static final Duration TWO_YEARS = Duration.ofDays(730);

    public CertificateSubject {
        var all = new LinkedHashSet<>(hosts);
        all.add("localhost");
        all.add("127.0.0.1");
        all.add("::1");
        all.forEach(CertificateSubject::check);
        hosts = java.util.Collections.unmodifiableSet(all);
    }

    /** The names and numeric addresses that {@code certificate} is valid for. */
    public static Set<String> hostsOf(X509Certificate certificate) {
        Set<String> hosts = new LinkedHashSet<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS)) {
                    hosts.add((String) name.get(1));
                }
            }
        } catch (CertificateParsingException e) {
            throw new IllegalArgumentException("a certificate whose names cannot be read", e);
        }
        return hosts;
    }

    private static void check(String host) {
        if (!Network.isAddress(host) && !host.matches("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9-]{0,62}\\.?)*")
                || host.length() > 253) {
            throw new IllegalArgumentException("neither a host name nor a numeric address: " + host);
        }
    }
}
