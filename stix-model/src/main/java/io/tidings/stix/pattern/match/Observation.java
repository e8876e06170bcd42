package io.tidings.stix.pattern.match;

import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.table.ObjectClass;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What one observed-data object says was seen (STIX 2.1 §4.14): when, how often, and which objects.
 *
 * @param first when it was seen first
 * @param last when it was seen last, not before {@code first}
 * @param count how often, at least once; it stands for so many observations between first and last
 * @param objects what was seen, by identifier, or by key for the deprecated container
 */
public record Observation(StixTimestamp first, StixTimestamp last, long count, Map<String, JsonObject> objects) {
    public Observation {
        objects = Collections.unmodifiableMap(new LinkedHashMap<>(objects));
        if (count < 1) {
            throw new IllegalArgumentException("an observation is seen at least once, not " + count + " times");
        }
    }

    /** {@code objects}, seen once at {@code time}; those without an identifier can be matched, but not referred to. */
    public static Observation of(StixTimestamp time, List<JsonObject> objects) {
        Map<String, JsonObject> byId = new LinkedHashMap<>();
        for (JsonObject object : objects) {
            byId.put(object.text("id").orElse("#" + byId.size()), object);
        }
        return new Observation(time, time, 1, byId);
    }

    /**
     * What an observed-data object says.
     *
     * @param resolve gives the object with an identifier, if it is at hand; the objects in a deprecated
     *     {@code objects} container need none
     * @return empty if {@code observedData} is no observed-data object, or lacks valid times
     */
    public static Optional<Observation> read(JsonObject observedData, Function<String, Optional<JsonObject>> resolve) {
        if (!observedData.text("type").equals(Optional.of("observed-data"))) {
            return Optional.empty();
        }
        Optional<StixTimestamp> first = observedData.text("first_observed").flatMap(StixTimestamp::parse);
        Optional<StixTimestamp> last = observedData.text("last_observed").flatMap(StixTimestamp::parse);
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        StixTimestamp end = last.get().compareTo(first.get()) < 0 ? first.get() : last.get();
        OptionalLong count = observedData
                .get("number_observed")
                .flatMap(JsonValue::asNumber)
                .map(number -> number.asLong())
                .orElse(OptionalLong.empty());
        return Optional.of(
                new Observation(first.get(), end, Math.max(1, count.orElse(1)), objects(observedData, resolve)));
    }

    /**
     * As {@link #read(JsonObject, Function)}, from objects as received.
     *
     * @throws MalformedContentException if one of them is not well-formed or beyond {@code bounds}
     */
    public static Optional<Observation> read(
            StixObject observedData, Function<String, Optional<StixObject>> resolve, ContentBounds bounds)
            throws MalformedContentException {
        Optional<JsonObject> root = JsonValue.read(observedData.bytes(), bounds).asObject();
        if (root.isEmpty()) {
            return Optional.empty();
        }
        Map<String, JsonObject> seen = new LinkedHashMap<>();
        for (String id : references(root.get())) {
            Optional<StixObject> object = resolve.apply(id);
            if (object.isPresent()) {
                JsonValue.read(object.get().bytes(), bounds).asObject().ifPresent(value -> seen.put(id, value));
            }
        }
        return read(root.get(), id -> Optional.ofNullable(seen.get(id)));
    }

    private static Map<String, JsonObject> objects(
            JsonObject observedData, Function<String, Optional<JsonObject>> resolve) {
        Map<String, JsonObject> objects = new LinkedHashMap<>();
        observedData
                .get("objects")
                .flatMap(JsonValue::asObject)
                .ifPresent(container -> container
                        .members()
                        .forEach((key, value) -> value.asObject().ifPresent(object -> objects.put(key, object))));
        for (String id : references(observedData)) {
            resolve.apply(id).filter(Observation::isObservable).ifPresent(object -> objects.put(id, object));
        }
        return objects;
    }

    private static List<String> references(JsonObject observedData) {
        List<JsonValue> items = observedData
                .get("object_refs")
                .flatMap(JsonValue::asList)
                .map(JsonList::items)
                .orElse(List.of());
        List<String> ids = new ArrayList<>();
        items.forEach(item -> item.asText().ifPresent(ids::add));
        return ids;
    }

    /** Relationships may be listed too, but patterns see cyber-observables only (§9.7); what is unknown may be one. */
    private static boolean isObservable(JsonObject object) {
        Optional<String> type = object.text("type");
        return type.isPresent()
                && ObjectTables.standard()
                        .classOf(type.get())
                        .map(known -> known == ObjectClass.SCO)
                        .orElse(true);
    }
}
