package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import java.util.List;
import java.util.Optional;

/** View of {@code opinion} objects (STIX 2.1 §4.15). */
public final class Opinion extends ObjectView {
    private Opinion(StixObject object) {
        super(object, "opinion");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Opinion of(StixObject object) {
        return new Opinion(object);
    }

    public Optional<String> explanation() {
        return members().text("explanation");
    }

    public List<String> authors() {
        return members().texts("authors");
    }

    /** A value of {@code opinion-enum}. */
    public String opinion() {
        return members().required("opinion", members().text("opinion"));
    }

    public List<StixId> objectRefs() {
        return members().references("object_refs");
    }
}
