package io.tidings.stix.convert.misp;

import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import java.util.Locale;

/** An attribute of an event or of an object in it; texts that are missing are empty. */
record Attribute(JsonObject json, JsonPointer at) {
    String type() {
        return Members.text(json, "type").toLowerCase(Locale.ROOT);
    }

    /** Its part in the object that it belongs to. */
    String relation() {
        return Members.text(json, "object_relation").toLowerCase(Locale.ROOT);
    }

    String value() {
        return Members.text(json, "value").strip();
    }

    boolean forDetection() {
        return Members.flag(json, "to_ids");
    }

    boolean deleted() {
        return Members.flag(json, "deleted");
    }

    /** What tells it from others. */
    String name() {
        String uuid = Members.text(json, "uuid").toLowerCase(Locale.ROOT);
        return uuid.isEmpty() ? type() + " " + value() : uuid;
    }
}
