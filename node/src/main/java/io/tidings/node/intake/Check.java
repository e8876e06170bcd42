package io.tidings.node.intake;

import io.tidings.stix.object.StixObject;
import java.util.Optional;

/** One rule that an object must meet to enter. */
@FunctionalInterface
interface Check {
    /** Empty if the object meets the rule, else which rule it breaks and what would be right, for the sender. */
    Optional<String> fault(StixObject object, Delivery delivery);
}
