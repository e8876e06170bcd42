package io.tidings.node.intake;

import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import java.util.Optional;

/**
 * Nothing marked stricter than the sender's agreement allows is taken in: we could not keep its promise. By what its markings
 * say and not by their names; what nobody here can read may say the strictest.
 */
final class MarkingCheck implements Check {
    private final IncomingMarkings markings;

    MarkingCheck(IncomingMarkings markings) {
        this.markings = markings;
    }

    @Override
    public Optional<String> fault(StixObject object, Delivery delivery) {
        if (delivery.maxTlp() == Tlp.RED) {
            return Optional.empty(); // nothing is stricter
        }
        Optional<Tlp> level = markings.level(object.head());
        if (level.filter(tlp -> !tlp.isWithin(delivery.maxTlp())).isEmpty()) {
            return Optional.empty();
        }
        boolean said = object.head().tlp().equals(level);
        return Optional.of((said
                        ? "marked TLP:" + level.get().text()
                        : "under a marking that is TLP:" + level.get().text()
                                + ", or cannot be read and counts as that")
                + ", and the agreement takes in at most TLP:"
                + delivery.maxTlp().text());
    }
}
