package io.tidings.node.contentpackage.format;

import io.tidings.node.cms.CheckedSignature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who is trusted to sign packages. */
@FunctionalInterface
public interface Trust {
    /**
     * @param name of the signer as we know it; absent if we do not
     * @param objection why it is not to be trusted now
     */
    record Judgement(Optional<String> name, Optional<Finding> objection) {
        /** Somebody who is trusted. */
        public static Judgement known(String name) {
            return new Judgement(Optional.of(name), Optional.empty());
        }

        static Judgement of(Optional<String> name, Fault fault, String problem) {
            return new Judgement(name, Optional.of(new Finding(fault, problem)));
        }

        /** Somebody of whom nothing is known. */
        public static Judgement unknown(X509Certificate certificate) {
            return of(
                    Optional.empty(),
                    Fault.UNKNOWN_SIGNER,
                    "it is signed by "
                            + certificate.getSubjectX500Principal().getName() + ", "
                            + io.tidings.node.agreement.Pins.ofCertificate(certificate)
                            + ", whom nothing here vouches for");
        }
    }

    /**
     * Whether the holder of a certificate is to be trusted; its validity, purpose and revocation are asked elsewhere.
     *
     * @param chain its own certificate first
     * @param at when it signed, as far as that is proven; else now
     */
    Judgement judge(List<X509Certificate> chain, Instant at);

    /** As one may trust any signature that holds, whoever made it: for looking, not for taking. */
    static Trust inNobody() {
        return (chain, at) -> Judgement.unknown(chain.get(0));
    }

    /** Whether a time stamp's authority is to be trusted. */
    @FunctionalInterface
    interface InStamps {
        boolean trusts(CheckedSignature.Stamped stamp);
    }
}
