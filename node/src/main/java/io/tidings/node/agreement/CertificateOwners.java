package io.tidings.node.agreement;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whose a certificate is by the agreements in force, where no TLS has proven anything: of signatures and recipients. */
public final class CertificateOwners {
    private final PeerCertificates certificates;
    private final Clock clock;
    private final CutOff cutOff;

    public CertificateOwners(Supplier<AgreementBook> book, Clock clock, CutOff cutOff) {
        this.certificates = new PeerCertificates(book, clock, cutOff);
        this.clock = clock;
        this.cutOff = cutOff;
    }

    /** @param inForce whether the agreement holds today, and sharing is not cut off */
    public record Owner(Principal principal, boolean inForce) {}

    /**
     * Who is known by a certificate; its validity and purpose are not looked at.
     *
     * @param chain not empty, its own certificate first
     * @param at when a chain to an authority must have been valid
     */
    public Optional<Owner> of(List<X509Certificate> chain, Instant at) {
        return certificates.owner(chain, at).map(principal -> new Owner(principal, isInForce(principal)));
    }

    /** Whether anything may be shared with someone today. */
    public boolean isInForce(Principal principal) {
        return !cutOff.isCut(principal.name()) && holds(principal);
    }

    private boolean holds(Principal principal) {
        return !(principal instanceof Principal.OfPeer of) || PeerCertificates.isInForce(of.peer(), clock.instant());
    }
}
