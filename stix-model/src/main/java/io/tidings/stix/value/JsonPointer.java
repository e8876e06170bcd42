package io.tidings.stix.value;

import java.util.Optional;

/**
 * The place of a value inside another, {@code /external_references/0/source_name} (RFC 6901).
 *
 * @param text escaped; empty for the whole
 */
public record JsonPointer(String text) {
    private static final JsonPointer ROOT = new JsonPointer("");
    private static final int LONGEST_INDEX = 9;

    /** @throws IllegalArgumentException if {@code text} is not empty and does not begin with a slash */
    public JsonPointer {
        if (!text.isEmpty() && text.charAt(0) != '/') {
            throw new IllegalArgumentException("a JSON pointer is empty or begins with \"/\" (RFC 6901 §3): " + text);
        }
    }

    /** The whole. */
    public static JsonPointer root() {
        return ROOT;
    }

    /** The member {@code name} of the object that this points at. */
    public JsonPointer member(String name) {
        return new JsonPointer(text + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    /** The item at {@code index}, counted from 0, of the list that this points at. */
    public JsonPointer item(int index) {
        return new JsonPointer(text + "/" + index);
    }

    Optional<JsonValue> resolve(JsonValue root) {
        Optional<JsonValue> at = Optional.of(root);
        int from = 1;
        while (from <= text.length() && at.isPresent()) {
            int slash = text.indexOf('/', from);
            int to = slash < 0 ? text.length() : slash;
            at = step(at.get(), text.substring(from, to).replace("~1", "/").replace("~0", "~"));
            from = to + 1;
        }
        return at;
    }

    private static Optional<JsonValue> step(JsonValue value, String token) {
        Optional<JsonList> list = value.asList();
        if (list.isPresent()) {
            boolean isIndex = !token.isEmpty()
                    && token.length() <= LONGEST_INDEX
                    && token.chars().allMatch(c -> c >= '0' && c <= '9')
                    && (token.length() == 1 || token.charAt(0) != '0');
            return isIndex ? list.get().get(Integer.parseInt(token)) : Optional.empty();
        }
        return value.asObject().flatMap(object -> object.get(token));
    }

    @Override
    public String toString() {
        return text;
    }
}
