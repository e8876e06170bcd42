package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import java.util.List;
import java.util.Optional;

/** View of {@code note} objects (STIX 2.1 §4.13). */
public final class Note extends ObjectView {
    private Note(StixObject object) {
        super(object, "note");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Note of(StixObject object) {
        return new Note(object);
    }

    public Optional<String> abstractText() {
        return members().text("abstract");
    }

    public String content() {
        return members().required("content", members().text("content"));
    }

    public List<String> authors() {
        return members().texts("authors");
    }

    public List<StixId> objectRefs() {
        return members().references("object_refs");
    }
}
