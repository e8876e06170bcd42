package io.tidings.stix.value;

import java.util.Optional;

/** {@code true} or {@code false}. */
public record JsonBoolean(boolean value) implements JsonValue {
    @Override
    public String kind() {
        return "boolean";
    }

    @Override
    public Optional<Boolean> asBoolean() {
        return Optional.of(value);
    }

    @Override
    public String toString() {
        return Boolean.toString(value);
    }
}
