package io.tidings.stix.value;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.MalformedContentException;
import java.util.Optional;

/**
 * A JSON value (RFC 8259), immutable, as it was written: nothing is rounded, reordered or dropped.
 *
 * <p>Each {@code as…} method answers for one kind and is empty for all others, so that a caller asks for what it
 * expects and need not test first.
 */
public sealed interface JsonValue permits JsonObject, JsonList, JsonString, JsonNumber, JsonBoolean, JsonNull {
    /**
     * The one value that {@code json} spells, with white space around it or without.
     *
     * @throws MalformedContentException if it is not JSON, holds a name twice in one object, or goes beyond
     *     {@code bounds} (nesting never beyond 1,000 levels); the position counts from the slice's first byte
     */
    static JsonValue read(ByteSlice json, ContentBounds bounds) throws MalformedContentException {
        return JsonReader.read(json, bounds);
    }

    /** In a word for messages: {@code object}, {@code list}, {@code string}, {@code number}, … */
    String kind();

    default Optional<JsonObject> asObject() {
        return Optional.empty();
    }

    default Optional<JsonList> asList() {
        return Optional.empty();
    }

    /** The text of a string. */
    default Optional<String> asText() {
        return Optional.empty();
    }

    default Optional<JsonNumber> asNumber() {
        return Optional.empty();
    }

    default Optional<Boolean> asBoolean() {
        return Optional.empty();
    }

    /** The value at {@code pointer} inside this one; empty if there is none. */
    default Optional<JsonValue> at(JsonPointer pointer) {
        return pointer.resolve(this);
    }

    /** Compact JSON in UTF-8: no white space, members in their order, numbers as they were written. */
    default ByteSlice toBytes() {
        return JsonWriter.write(this);
    }

    /** The text of {@link #toBytes()}. */
    default String toJson() {
        return toBytes().text();
    }
}
