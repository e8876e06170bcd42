package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import java.util.Optional;

/** View of {@code autonomous-system} objects (STIX 2.1 §6.2). */
public final class AutonomousSystem extends ObjectView {
    private AutonomousSystem(StixObject object) {
        super(object, "autonomous-system");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static AutonomousSystem of(StixObject object) {
        return new AutonomousSystem(object);
    }

    public long number() {
        return members().required("number", members().integer("number"));
    }

    public Optional<String> name() {
        return members().text("name");
    }

    public Optional<String> rir() {
        return members().text("rir");
    }
}
