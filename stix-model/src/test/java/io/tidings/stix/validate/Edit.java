package io.tidings.stix.validate;

import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes single places of a JSON value. */
final class Edit {
    private Edit() {}

    /** {@code root} with {@code value} at {@code pointer}, in place of what is there or in addition. */
    static JsonValue set(JsonValue root, String pointer, JsonValue value) {
        return change(root, pointer, Optional.of(value));
    }

    /** {@code root} without what is at {@code pointer}. */
    static JsonValue remove(JsonValue root, String pointer) {
        return change(root, pointer, Optional.empty());
    }

    private static JsonValue change(JsonValue at, String pointer, Optional<JsonValue> value) {
        if (pointer.isEmpty()) {
            return value.orElseThrow();
        }
        int slash = pointer.indexOf('/', 1);
        int end = slash < 0 ? pointer.length() : slash;
        String name = pointer.substring(1, end).replace("~1", "/").replace("~0", "~");
        String rest = pointer.substring(end);
        if (at instanceof JsonList list) {
            List<JsonValue> items = new ArrayList<>(list.items());
            int index = Integer.parseInt(name);
            if (index == items.size()) {
                items.add(value.orElseThrow());
            } else if (rest.isEmpty() && value.isEmpty()) {
                items.remove(index);
            } else {
                items.set(index, change(items.get(index), rest, value));
            }
            return new JsonList(items);
        }
        JsonObject object = at.asObject().orElseThrow();
        if (rest.isEmpty() && value.isEmpty()) {
            if (!object.has(name)) {
                throw new IllegalArgumentException("nothing to remove: " + pointer);
            }
            return object.without(name);
        }
        return object.with(name, change(object.get(name).orElse(JsonObject.empty()), rest, value));
    }
}
