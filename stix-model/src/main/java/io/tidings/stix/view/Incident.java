package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import java.util.Optional;

/** View of {@code incident} objects (STIX 2.1 §4.6). */
public final class Incident extends ObjectView {
    private Incident(StixObject object) {
        super(object, "incident");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Incident of(StixObject object) {
        return new Incident(object);
    }

    public String name() {
        return members().required("name", members().text("name"));
    }

    public Optional<String> description() {
        return members().text("description");
    }
}
