package io.tidings.taxii.server.backend;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What a request brought to prove who sends it.
 *
 * @param scheme what its {@code Authorization} header held
 * @param certificates the client's certificate chain, its own first; empty without one
 * @param remoteAddress the numeric address of the TCP peer, or of the client as a trusted proxy states it
 */
public record Credentials(Scheme scheme, List<X509Certificate> certificates, String remoteAddress) {
    public Credentials {
        certificates = List.copyOf(certificates);
    }

    /** What an {@code Authorization} header can hold. */
    public sealed interface Scheme {
        /** RFC 7617. {@code toString} hides the password. */
        record Basic(String user, char[] password) implements Scheme {
            @Override
            public String toString() {
                return "Basic[user=" + user + "]";
            }
        }

        /** RFC 6750, and {@code Token}, which some TAXII clients write for it. {@code toString} hides it. */
        record Bearer(char[] token) implements Scheme {
            @Override
            public String toString() {
                return "Bearer[]";
            }
        }

        /** A header with a scheme that this library does not know. */
        record Unknown(Optional<String> name) implements Scheme {}

        /** No header. */
        record None() implements Scheme {}
    }
}
