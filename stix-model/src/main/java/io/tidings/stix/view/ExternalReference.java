package io.tidings.stix.view;

import io.tidings.stix.value.JsonObject;
import java.util.Map;
import java.util.Optional;

/** View of the part {@code external-reference} (STIX 2.1 §2.5). */
public final class ExternalReference {
    private final Members members;

    ExternalReference(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public String sourceName() {
        return members.required("source_name", members.text("source_name"));
    }

    public Optional<String> description() {
        return members.text("description");
    }

    public Optional<String> url() {
        return members.text("url");
    }

    public Map<String, String> hashes() {
        return members.textsByKey("hashes");
    }

    public Optional<String> externalId() {
        return members.text("external_id");
    }
}
