package io.tidings.stix.value;

import java.util.List;
import java.util.Optional;

/** A JSON array. */
public record JsonList(List<JsonValue> items) implements JsonValue {
    public JsonList {
        items = List.copyOf(items);
    }

    /** A list of strings. */
    public static JsonList ofTexts(List<String> texts) {
        return new JsonList(
                texts.stream().map(text -> (JsonValue) new JsonString(text)).toList());
    }

    public int size() {
        return items.size();
    }

    /** The item at {@code index}, counted from 0; empty if the list is shorter. */
    public Optional<JsonValue> get(int index) {
        return index >= 0 && index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
    }

    @Override
    public String kind() {
        return "list";
    }

    @Override
    public Optional<JsonList> asList() {
        return Optional.of(this);
    }

    @Override
    public String toString() {
        return toJson();
    }
}
