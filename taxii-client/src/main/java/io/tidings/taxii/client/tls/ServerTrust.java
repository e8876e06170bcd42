package io.tidings.taxii.client.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What makes a server's certificate acceptable (TAXII 2.1 §8.5.2, T-188, T-189). */
public sealed interface ServerTrust {
    /** PKIX from the authorities that the Java runtime trusts; the host name must fit. */
    static ServerTrust system() {
        return new SystemAuthorities();
    }

    /** PKIX from these authorities only; the host name must fit. */
    static ServerTrust authorities(List<X509Certificate> authorities) {
        return new Authorities(authorities);
    }

    /**
     * The server's own certificate must be one of these, whatever its name and issuer; its dates must be valid.
     *
     * @param pins texts {@code sha256:hex} of a whole certificate or of its public key (SubjectPublicKeyInfo); asked
     *     for at each handshake, from any thread
     */
    static ServerTrust pinned(Supplier<Set<String>> pins) {
        return new Pinned(pins);
    }

    /** See {@link #system()}. */
    record SystemAuthorities() implements ServerTrust {}

    /** See {@link #authorities(List)}. */
    record Authorities(List<X509Certificate> certificates) implements ServerTrust {
        /** @throws IllegalArgumentException if there are none: nobody could ever be trusted */
        public Authorities {
            certificates = List.copyOf(certificates);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("trust in authorities needs at least one authority");
            }
        }
    }

    /** See {@link #pinned(Supplier)}. */
    record Pinned(Supplier<Set<String>> pins) implements ServerTrust {}
}
