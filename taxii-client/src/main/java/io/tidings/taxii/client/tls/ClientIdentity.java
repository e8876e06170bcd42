package io.tidings.taxii.client.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The key and certificate with which the client appears.
 *
 * @param chain the client's own certificate first
 */
public record ClientIdentity(PrivateKey key, List<X509Certificate> chain) {
    /** @throws IllegalArgumentException if the chain is empty */
    public ClientIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a client identity needs its certificate");
        }
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    /** Names the certificate; the key stays hidden. */
    @Override
    public String toString() {
        return "ClientIdentity[" + certificate().getSubjectX500Principal() + "]";
    }
}
