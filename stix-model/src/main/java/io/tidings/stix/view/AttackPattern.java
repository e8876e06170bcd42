package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import java.util.List;
import java.util.Optional;

/** View of {@code attack-pattern} objects (STIX 2.1 §4.1). */
public final class AttackPattern extends ObjectView {
    private AttackPattern(StixObject object) {
        super(object, "attack-pattern");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static AttackPattern of(StixObject object) {
        return new AttackPattern(object);
    }

    public String name() {
        return members().required("name", members().text("name"));
    }

    public Optional<String> description() {
        return members().text("description");
    }

    public List<String> aliases() {
        return members().texts("aliases");
    }

    public List<KillChainPhase> killChainPhases() {
        return members().parts("kill_chain_phases", KillChainPhase::new);
    }
}
