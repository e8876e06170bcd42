package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import java.util.List;
import java.util.Optional;

/** View of {@code grouping} objects (STIX 2.1 §4.4). */
public final class Grouping extends ObjectView {
    private Grouping(StixObject object) {
        super(object, "grouping");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Grouping of(StixObject object) {
        return new Grouping(object);
    }

    public Optional<String> name() {
        return members().text("name");
    }

    public Optional<String> description() {
        return members().text("description");
    }

    /** A term of {@code grouping-context-ov}, or any other. */
    public String context() {
        return members().required("context", members().text("context"));
    }

    public List<StixId> objectRefs() {
        return members().references("object_refs");
    }
}
