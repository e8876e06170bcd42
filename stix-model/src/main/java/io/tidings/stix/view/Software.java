package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import java.util.List;
import java.util.Optional;

/** View of {@code software} objects (STIX 2.1 §6.14). */
public final class Software extends ObjectView {
    private Software(StixObject object) {
        super(object, "software");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Software of(StixObject object) {
        return new Software(object);
    }

    public String name() {
        return members().required("name", members().text("name"));
    }

    public Optional<String> cpe() {
        return members().text("cpe");
    }

    public Optional<String> swid() {
        return members().text("swid");
    }

    public List<String> languages() {
        return members().texts("languages");
    }

    public Optional<String> vendor() {
        return members().text("vendor");
    }

    public Optional<String> version() {
        return members().text("version");
    }
}
