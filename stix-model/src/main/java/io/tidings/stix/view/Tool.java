package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import java.util.List;
import java.util.Optional;

/** View of {@code tool} objects (STIX 2.1 §4.18). */
public final class Tool extends ObjectView {
    private Tool(StixObject object) {
        super(object, "tool");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Tool of(StixObject object) {
        return new Tool(object);
    }

    public String name() {
        return members().required("name", members().text("name"));
    }

    public Optional<String> description() {
        return members().text("description");
    }

    /** A term of {@code tool-type-ov}, or any other. */
    public List<String> toolTypes() {
        return members().texts("tool_types");
    }

    public List<String> aliases() {
        return members().texts("aliases");
    }

    public List<KillChainPhase> killChainPhases() {
        return members().parts("kill_chain_phases", KillChainPhase::new);
    }

    public Optional<String> toolVersion() {
        return members().text("tool_version");
    }
}
