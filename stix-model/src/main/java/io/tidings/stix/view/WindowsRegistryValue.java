package io.tidings.stix.view;

import io.tidings.stix.value.JsonObject;
import java.util.Optional;

/** View of the part {@code windows-registry-value-type} (STIX 2.1 §6.17.2). */
public final class WindowsRegistryValue {
    private final Members members;

    WindowsRegistryValue(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public Optional<String> name() {
        return members.text("name");
    }

    public Optional<String> data() {
        return members.text("data");
    }

    /** A value of {@code windows-registry-datatype-enum}. */
    public Optional<String> dataType() {
        return members.text("data_type");
    }
}
