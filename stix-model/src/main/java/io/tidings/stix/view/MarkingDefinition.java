package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import io.tidings.stix.value.JsonObject;
import java.util.Optional;

/** View of {@code marking-definition} objects (STIX 2.1 §7.2.1). */
public final class MarkingDefinition extends ObjectView {
    private MarkingDefinition(StixObject object) {
        super(object, "marking-definition");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static MarkingDefinition of(StixObject object) {
        return new MarkingDefinition(object);
    }

    public Optional<String> name() {
        return members().text("name");
    }

    /** A term of {@code statement|tlp}, or any other. Deprecated by the text, but still sent. */
    public Optional<String> definitionType() {
        return members().text("definition_type");
    }

    /** Deprecated by the text, but still sent. */
    public Optional<JsonObject> definition() {
        return members().object("definition");
    }
}
