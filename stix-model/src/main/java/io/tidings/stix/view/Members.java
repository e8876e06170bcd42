package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonNumber;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The properties of an object or part, read as the types that they should have.
 *
 * @param owner to name in errors
 */
record Members(String owner, JsonObject content) {
    /** @throws UnfitPropertyException if {@code value} is empty */
    <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new UnfitPropertyException(owner, name, "is required, and missing"));
    }

    Optional<String> text(String name) {
        // Most properties are strings: without a detour.
        JsonValue value = content.members().get(name);
        return value instanceof JsonString string ? Optional.of(string.text()) : none(value, name, "a string");
    }

    Optional<Boolean> flag(String name) {
        return read(name, "true or false", JsonValue::asBoolean);
    }

    Optional<Long> integer(String name) {
        return read(
                name,
                "a whole number",
                value -> value.asNumber()
                        .flatMap(number -> number.asLong().stream().boxed().findFirst()));
    }

    Optional<Double> decimal(String name) {
        return read(name, "a number", value -> value.asNumber().map(JsonNumber::asDouble));
    }

    Optional<StixTimestamp> time(String name) {
        return read(name, "a timestamp", value -> value.asText().flatMap(StixTimestamp::parse));
    }

    Optional<StixId> reference(String name) {
        return read(name, "an identifier", value -> value.asText().flatMap(StixId::parse));
    }

    List<String> texts(String name) {
        return list(name, "a list of strings", JsonValue::asText);
    }

    List<StixId> references(String name) {
        return list(name, "a list of identifiers", value -> value.asText().flatMap(StixId::parse));
    }

    /** An object with any keys, as it is. */
    Optional<JsonObject> object(String name) {
        return read(name, "an object", JsonValue::asObject);
    }

    /** Text by key, such as digests by algorithm; in the object's order. */
    Map<String, String> textsByKey(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(name)
                .ifPresent(object -> object.members()
                        .forEach((key, value) -> texts.put(
                                key,
                                value.asText()
                                        .orElseThrow(() -> new UnfitPropertyException(
                                                owner,
                                                name,
                                                "has something else than a string under \"" + key + "\"")))));
        return texts;
    }

    <T> Optional<T> part(String name, Function<Members, T> view) {
        return object(name).map(object -> view.apply(new Members(owner, object)));
    }

    <T> List<T> parts(String name, Function<Members, T> view) {
        return list(
                name,
                "a list of objects",
                value -> value instanceof JsonObject object
                        ? Optional.of(view.apply(new Members(owner, object)))
                        : Optional.empty());
    }

    private <T> Optional<T> read(String name, String expected, Function<JsonValue, Optional<T>> as) {
        JsonValue value = content.members().get(name);
        if (value == null) {
            return Optional.empty();
        }
        Optional<T> read = as.apply(value);
        return read.isPresent() ? read : none(value, name, expected);
    }

    /** What there is in the place of a fitting value: nothing. */
    private <T> Optional<T> none(@Nullable JsonValue value, String name, String expected) {
        if (value != null) {
            throw new UnfitPropertyException(owner, name, "is not " + expected);
        }
        return Optional.empty();
    }

    private <T> List<T> list(String name, String expected, Function<JsonValue, Optional<T>> as) {
        JsonValue value = content.members().get(name);
        if (!(value instanceof JsonList list)) {
            return this.<List<T>>none(value, name, expected).orElse(List.of());
        }
        List<T> items = new ArrayList<>(list.size());
        for (JsonValue item : list.items()) {
            items.add(as.apply(item).orElseThrow(() -> new UnfitPropertyException(owner, name, "is not " + expected)));
        }
        return Collections.unmodifiableList(items);
    }
}
