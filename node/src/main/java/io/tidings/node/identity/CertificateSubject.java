package io.tidings.node.identity;

import io.tidings.node.agreement.Network;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a certificate of this node says.
 *
 * @param organisation becomes its organisation and its common name
 * @param hosts names and numeric addresses that it is valid for; {@code localhost} and loopback are always among them
 * @param validity from now
 */
public record CertificateSubject(String organisation, Set<String> hosts, Duration validity) {
    public static final Duration TWO_YEARS = Duration.ofDays(730);

    public CertificateSubject {
        var all = new LinkedHashSet<>(hosts);
        all.add("localhost");
        all.add("127.0.0.1");
        all.add("::1");
        all.forEach(CertificateSubject::check);
        hosts = java.util.Collections.unmodifiableSet(all);
    }

    private static void check(String host) {
        if (!Network.isAddress(host) && !host.matches("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9-]{0,62}\\.?)*")
                || host.length() > 253) {
            throw new IllegalArgumentException("neither a host name nor a numeric address: " + host);
        }
    }
}
