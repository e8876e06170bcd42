package io.tidings.node.cms;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What signs: a private key and the certificates that go with it, its own first. {@code toString} shows no key.
 *
 * @param chain of at most eight certificates
 */
public record SigningKey(PrivateKey key, List<X509Certificate> chain) {
    static final int MOST_CERTIFICATES = 8;

    public SigningKey {
        chain = List.copyOf(chain);
        if (chain.isEmpty() || chain.size() > MOST_CERTIFICATES) {
            throw new IllegalArgumentException("a signing key goes with one to eight certificates");
        }
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    @Override
    public String toString() {
        return "SigningKey[" + certificate().getSubjectX500Principal() + "]";
    }
}
