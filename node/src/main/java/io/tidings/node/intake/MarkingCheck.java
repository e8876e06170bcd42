package io.tidings.node.intake;

import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import java.util.Optional;

/** Nothing marked stricter than the sender's agreement allows is taken in: we could not keep its promise. */
final class MarkingCheck implements Check {
    @Override
    public Optional<String> fault(StixObject object, Delivery delivery) {
        Optional<Tlp> level = object.head().tlp();
        return level.filter(tlp -> !tlp.isWithin(delivery.maxTlp())).isPresent()
                ? Optional.of("marked TLP:" + level.get().text() + ", and the agreement takes in at most TLP:"
                        + delivery.maxTlp().text())
                : Optional.empty();
    }
}
