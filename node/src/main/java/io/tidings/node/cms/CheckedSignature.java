package io.tidings.node.cms;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A detached signature that holds: the holder of the first certificate's key made it. Whether that one is to be trusted
 * is another question.
 *
 * @param chain its own certificate first, then others in the order in which the signature names them
 * @param signedAt in the signer's own words
 */
public record CheckedSignature(
        List<X509Certificate> chain, SigningAlgorithm algorithm, Instant signedAt, Optional<Stamped> stamp) {
    public CheckedSignature {
        chain = List.copyOf(chain);
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /**
     * A time stamp that holds.
     *
     * @param chain of the authority: its own certificate first, then the others that the token carries
     */
    public record Stamped(Instant at, List<X509Certificate> chain) {
        public Stamped {
            chain = List.copyOf(chain);
        }
    }
}
