package io.tidings.stix.value;

import java.util.Optional;

/** @param text unescaped */
public record JsonString(String text) implements JsonValue {
    @Override
    public String kind() {
        return "string";
    }

    @Override
    public Optional<String> asText() {
        return Optional.of(text);
    }

    @Override
    public String toString() {
        return toJson();
    }
}
