package io.tidings.stix.convert.misp;

import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import java.util.Locale;

/**
 * What an SDO is made of: an attribute, or an object.
 *
 * @param what {@code type} of an attribute, {@code name} of an object
 * @param label the type or name
 * @param name what tells it from others in the event
 * @param title for a person
 */
record Described(JsonObject json, JsonPointer at, String what, String label, String name, String title) {
    static Described of(Attribute attribute) {
        return new Described(
                attribute.json(), attribute.at(), "type", attribute.type(), attribute.name(), attribute.value());
    }

    String uuid() {
        return Members.text(json, "uuid").toLowerCase(Locale.ROOT);
    }

    /** Of its last change, or of the event's. */
    StixTimestamp time(EventContext context) {
        return Members.seconds(json, "timestamp").orElse(context.modified());
    }
}
