package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import java.util.List;
import java.util.Optional;

/** View of {@code identity} objects (STIX 2.1 §4.5). */
public final class Identity extends ObjectView {
    private Identity(StixObject object) {
        super(object, "identity");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Identity of(StixObject object) {
        return new Identity(object);
    }

    public String name() {
        return members().required("name", members().text("name"));
    }

    public Optional<String> description() {
        return members().text("description");
    }

    public List<String> roles() {
        return members().texts("roles");
    }

    /** A term of {@code identity-class-ov}, or any other. */
    public Optional<String> identityClass() {
        return members().text("identity_class");
    }

    /** A term of {@code industry-sector-ov}, or any other. */
    public List<String> sectors() {
        return members().texts("sectors");
    }

    public Optional<String> contactInformation() {
        return members().text("contact_information");
    }
}
