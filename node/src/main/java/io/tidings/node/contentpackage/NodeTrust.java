package io.tidings.node.contentpackage;

import io.tidings.node.agreement.CertificateOwners;
import io.tidings.node.contentpackage.format.Fault;
import io.tidings.node.contentpackage.format.Finding;
import io.tidings.node.contentpackage.format.Trust;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Those are trusted to sign whose agreements pin the certificate, or name the authority that vouches for it. */
public final class NodeTrust implements Trust {
    private final CertificateOwners owners;

    public NodeTrust(CertificateOwners owners) {
        this.owners = owners;
    }

    @Override
    public Judgement judge(List<X509Certificate> chain, Instant at) {
        Optional<CertificateOwners.Owner> owner = owners.of(chain, at);
        if (owner.isEmpty()) {
            return Judgement.unknown(chain.get(0));
        }
        String name = owner.get().principal().name();
        return owner.get().inForce()
                ? Judgement.known(name)
                : new Judgement(
                        Optional.of(name),
                        Optional.of(new Finding(
                                Fault.OUTSIDE_AGREEMENT,
                                "the agreement with " + name + " does not hold today, or sharing is cut off")));
    }
}
