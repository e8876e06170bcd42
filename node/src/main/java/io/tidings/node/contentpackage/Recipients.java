package io.tidings.node.contentpackage;

import io.tidings.node.agreement.Pins;
import io.tidings.node.agreement.Principal;
import io.tidings.node.cms.SealedForm;
import io.tidings.node.contentpackage.format.Manifest;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.PackageOrder;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whom a package is for.
 *
 * @param principal whose agreement decides what goes into it
 * @param party as the package names it
 */
record Recipients(Principal principal, Manifest.Party party) {

    /** @throws OperationException if nobody may be given a package like that */
    static Recipients of(PackageOrder order, Workshop workshop) {
        Principal principal = principal(order, workshop);
        if (!workshop.owners().isInForce(principal)) {
            throw new OperationException(
                    Kind.CONFLICT,
                    "nothing goes to " + principal.name()
                            + ": its agreement does not hold today, or sharing is cut off");
        }
        Set<String> pinned = pins(principal);
        for (X509Certificate each : order.certificates()) {
            requireOwner(principal, each, workshop);
        }
        if (order.encrypt()) {
            requireKeys(order);
        }
        List<String> pins = new ArrayList<>();
        order.certificates().forEach(each -> pins.addAll(pins(each)));
        if (pins.isEmpty()) {
            pins.addAll(pinned.stream().sorted().toList());
        }
        if (pins.isEmpty() && principal instanceof Principal.OfPeer) {
            throw new OperationException(
                    Kind.INVALID,
                    "the agreement with " + principal.name()
                            + " pins no certificate that the package could be for; name one with --to-cert");
        }
        String name = principal.name().substring(principal.name().indexOf(':') + 1);
        return new Recipients(principal, new Manifest.Party(name, pins));
    }

    static List<String> pins(X509Certificate certificate) {
        return List.of(Pins.ofCertificate(certificate), Pins.ofKey(certificate));
    }

    private static Principal principal(PackageOrder order, Workshop workshop) {
        if (order.recipient().isPresent()) {
            return workshop.principal(order.recipient().get());
        }
        if (order.certificates().isEmpty()) {
            throw new OperationException(Kind.INVALID, "say whom the package is for: --for PEER or --to-cert FILE");
        }
        X509Certificate first = order.certificates().get(0);
        return workshop.owners()
                .of(List.of(first), workshop.clock().instant())
                .orElseThrow(() -> new OperationException(
                        Kind.NOT_FOUND,
                        "no agreement names the certificate of "
                                + first.getSubjectX500Principal().getName()
                                + ", and nothing goes to anyone without one: put the pin " + Pins.ofCertificate(first)
                                + " into the file of a peer or client"))
                .principal();
    }

    private static void requireOwner(Principal principal, X509Certificate certificate, Workshop workshop) {
        boolean theirs = workshop.owners()
                .of(List.of(certificate), workshop.clock().instant())
                .filter(owner -> owner.principal().name().equals(principal.name()))
                .isPresent();
        if (!theirs) {
            throw new OperationException(
                    Kind.CONFLICT,
                    "the agreement with " + principal.name() + " does not name the certificate "
                            + Pins.ofCertificate(certificate) + " of "
                            + certificate.getSubjectX500Principal().getName());
        }
    }

    private static void requireKeys(PackageOrder order) {
        if (order.certificates().isEmpty()) {
            throw new OperationException(
                    Kind.INVALID,
                    "agreements hold only fingerprints, so name the certificate to encrypt to with --to-cert FILE");
        }
        SealedForm.objection(order.certificates()).ifPresent(why -> {
            throw new OperationException(Kind.INVALID, "the package cannot be encrypted: " + why);
        });
    }

    private static Set<String> pins(Principal principal) {
        return principal instanceof Principal.OfPeer peer
                ? peer.peer().pins()
                : ((Principal.OfClient) principal).client().pins();
    }
}
