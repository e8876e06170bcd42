package io.tidings.stix.view;

import io.tidings.stix.value.JsonObject;
import java.util.Map;
import java.util.Optional;

/** View of the part {@code alternate-data-stream-type} (STIX 2.1 §6.7.3.2). */
public final class AlternateDataStream {
    private final Members members;

    AlternateDataStream(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public String name() {
        return members.required("name", members.text("name"));
    }

    public Map<String, String> hashes() {
        return members.textsByKey("hashes");
    }

    public Optional<Long> size() {
        return members.integer("size");
    }
}
