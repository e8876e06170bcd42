package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.util.List;
import java.util.Optional;

/** View of {@code infrastructure} objects (STIX 2.1 §4.8). */
public final class Infrastructure extends ObjectView {
    private Infrastructure(StixObject object) {
        super(object, "infrastructure");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Infrastructure of(StixObject object) {
        return new Infrastructure(object);
    }

    public String name() {
        return members().required("name", members().text("name"));
    }

    public Optional<String> description() {
        return members().text("description");
    }

    /** A term of {@code infrastructure-type-ov}, or any other. */
    public List<String> infrastructureTypes() {
        return members().texts("infrastructure_types");
    }

    public List<String> aliases() {
        return members().texts("aliases");
    }

    public List<KillChainPhase> killChainPhases() {
        return members().parts("kill_chain_phases", KillChainPhase::new);
    }

    public Optional<StixTimestamp> firstSeen() {
        return members().time("first_seen");
    }

    public Optional<StixTimestamp> lastSeen() {
        return members().time("last_seen");
    }
}
