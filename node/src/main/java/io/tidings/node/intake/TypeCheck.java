package io.tidings.node.intake;

import io.tidings.stix.object.StixObject;
import java.util.Optional;

/** A bundle is no STIX object (STIX 2.1 §8); beyond that the sender's agreement says which types it may bring. */
final class TypeCheck implements Check {
    @Override
    public Optional<String> fault(StixObject object, Delivery delivery) {
        if (object.type().equals("bundle")) {
            return Optional.of("a bundle is no STIX object; send its objects themselves (STIX 2.1 §8)");
        }
        return delivery.types().filter(types -> !types.contains(object.type())).isPresent()
                ? Optional.of("the agreement does not take objects of type " + object.type())
                : Optional.empty();
    }
}
