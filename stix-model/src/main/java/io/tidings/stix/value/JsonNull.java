package io.tidings.stix.value;

/** {@code null}; no STIX property may have it (S-009), but it is sent. */
public record JsonNull() implements JsonValue {
    @Override
    public String kind() {
        return "null";
    }

    @Override
    public String toString() {
        return "null";
    }
}
