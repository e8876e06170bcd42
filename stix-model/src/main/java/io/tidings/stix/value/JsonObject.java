package io.tidings.stix.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object. Equal to another with the same members, whatever their order.
 *
 * @param members in the order of the text; not to be changed
 */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    private static final JsonObject EMPTY = new JsonObject(Map.of());

    public JsonObject {
        if (!(members instanceof FewMembers) && !(members instanceof ReadMembers)) {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    public static JsonObject empty() {
        return EMPTY;
    }

    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** The text of a member that is a string; empty if there is none, or if it is of another kind. */
    public Optional<String> text(String name) {
        return get(name).flatMap(JsonValue::asText);
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** This object with {@code value} under {@code name}: in the place of the old one, or else at the end. */
    public JsonObject with(String name, JsonValue value) {
        Map<String, JsonValue> changed = new LinkedHashMap<>(members);
        changed.put(name, value);
        return new JsonObject(changed);
    }

    /** This object without the member {@code name}. */
    public JsonObject without(String name) {
        Map<String, JsonValue> changed = new LinkedHashMap<>(members);
        changed.remove(name);
        return new JsonObject(changed);
    }

    @Override
    public String kind() {
        return "object";
    }

    @Override
    public Optional<JsonObject> asObject() {
        return Optional.of(this);
    }

    @Override
    public String toString() {
        return toJson();
    }
}
