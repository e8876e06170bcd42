package io.tidings.node.intake;

import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.object.StixObject;
import java.util.Optional;

/** STIX 2.0 and 2.1 enter; what a later version means this node cannot know (TAXII 2.1 §5.5, X-18). */
final class SpecVersionCheck implements Check {
    @Override
    public Optional<String> fault(StixObject object, Delivery delivery) {
        SpecVersion version = object.head().specVersion();
        return version.equals(SpecVersion.V2_1) || version.equals(SpecVersion.V2_0)
                ? Optional.empty()
                : Optional.of("spec_version " + version + " is not supported here; 2.1 and 2.0 are (TAXII 2.1 §5.5)");
    }
}
