package io.tidings.stix.convert.misp;

import io.tidings.stix.convert.Recorder;
import io.tidings.stix.convert.Remark.Kind;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import io.tidings.stix.value.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Members of MISP's JSON, which writes numbers and flags as texts, and as such, by turns. */
final class Members {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    /** An object in a list, and where it stands. */
    record Located(JsonObject json, JsonPointer at) {}

    private Members() {}

    /** A text or number as text; empty if there is neither. */
    static String text(JsonObject json, String name) {
        Optional<JsonValue> value = json.get(name);
        return value.flatMap(JsonValue::asText)
                .or(() -> value.flatMap(JsonValue::asNumber).map(number -> number.text()))
                .orElse("");
    }

    static boolean flag(JsonObject json, String name) {
        return json.get(name)
                .flatMap(JsonValue::asBoolean)
                .orElse(text(json, name).matches("1|true|True"));
    }

    /** The objects in the list under {@code name}; what is no object is remarked. */
    static List<Located> objects(JsonObject json, String name, JsonPointer at, Recorder recorder) {
        List<Located> objects = new ArrayList<>();
        JsonPointer list = at.member(name);
        int index = 0;
        for (JsonValue item :
                json.get(name).flatMap(JsonValue::asList).map(JsonList::items).orElse(List.of())) {
            JsonPointer place = list.item(index++);
            item.asObject()
                    .ifPresentOrElse(
                            object -> objects.add(new Located(object, place)),
                            () -> recorder.remark(Kind.NOT_CARRIED, place.text(), name, "is no JSON object"));
        }
        return objects;
    }

    /** Seconds since 1970, as a positive number; empty if there are none. */
    static Optional<StixTimestamp> seconds(JsonObject json, String name) {
        String text = text(json, name);
        if (!SECONDS.matcher(text).matches() || Long.parseLong(text) == 0) {
            return Optional.empty();
        }
        return time(Instant.ofEpochSecond(Long.parseLong(text)));
    }

    /** ISO 8601 with an offset. */
    static Optional<StixTimestamp> isoTime(JsonObject json, String name) {
        try {
            return time(OffsetDateTime.parse(text(json, name)).toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Optional<StixTimestamp> time(Instant instant) {
        try {
            return Optional.of(StixTimestamp.of(instant));
        } catch (IllegalArgumentException beyondFourDigits) {
            return Optional.empty();
        }
    }

    /** Remarks members beyond {@code known} that hold something. */
    static void remarkOthers(JsonObject json, Set<String> known, JsonPointer at, Recorder recorder) {
        json.members().forEach((name, value) -> {
            if (!known.contains(name) && holdsSomething(value)) {
                recorder.remark(Kind.NOT_CARRIED, at.member(name).text(), name, "has no place in STIX here");
            }
        });
    }

    private static boolean holdsSomething(JsonValue value) {
        String json = value.asList().isPresent() || value.asObject().isPresent() ? "" : value.toJson();
        boolean empty = Set.of("null", "false", "\"\"", "\"0\"", "0").contains(json)
                || value.asList().filter(list -> list.size() == 0).isPresent()
                || value.asObject().filter(JsonObject::isEmpty).isPresent();
        return !empty;
    }
}
