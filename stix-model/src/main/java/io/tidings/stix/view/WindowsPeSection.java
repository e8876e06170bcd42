package io.tidings.stix.view;

import io.tidings.stix.value.JsonObject;
import java.util.Map;
import java.util.Optional;

/** View of the part {@code windows-pe-section-type} (STIX 2.1 §6.7.6.3). */
public final class WindowsPeSection {
    private final Members members;

    WindowsPeSection(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public String name() {
        return members.required("name", members.text("name"));
    }

    public Optional<Long> size() {
        return members.integer("size");
    }

    public Optional<Double> entropy() {
        return members.decimal("entropy");
    }

    public Map<String, String> hashes() {
        return members.textsByKey("hashes");
    }
}
