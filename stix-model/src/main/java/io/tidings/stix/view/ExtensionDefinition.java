package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import java.util.List;
import java.util.Optional;

/** View of {@code extension-definition} objects (STIX 2.1 §7.3.1). */
public final class ExtensionDefinition extends ObjectView {
    private ExtensionDefinition(StixObject object) {
        super(object, "extension-definition");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static ExtensionDefinition of(StixObject object) {
        return new ExtensionDefinition(object);
    }

    public String name() {
        return members().required("name", members().text("name"));
    }

    public Optional<String> description() {
        return members().text("description");
    }

    public String schema() {
        return members().required("schema", members().text("schema"));
    }

    public String version() {
        return members().required("version", members().text("version"));
    }

    /** A value of {@code extension-type-enum}. */
    public List<String> extensionTypes() {
        return members().texts("extension_types");
    }

    public List<String> extensionProperties() {
        return members().texts("extension_properties");
    }
}
