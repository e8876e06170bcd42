package io.tidings.stix.convert.upgrade;

import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps the selectors of granular markings pointing at what they marked (STIX 2.1 §7.2.3.1). */
final class Selectors {
    private static final String MARKINGS = "granular_markings";

    private Selectors() {}

    /**
     * @param object without the selectors
     * @param markings that stood on the parts, now on the whole
     */
    record Raised(JsonObject object, Set<String> markings) {
        Raised {
            markings = Set.copyOf(markings);
        }
    }

    /** {@code object} with selectors of {@code to} for those of {@code from}. */
    static JsonObject renamed(JsonObject object, String from, String to) {
        Optional<JsonList> markings = object.get(MARKINGS).flatMap(JsonValue::asList);
        if (markings.isEmpty()) {
            return object;
        }
        List<JsonValue> renamed = new ArrayList<>();
        for (JsonValue marking : markings.get().items()) {
            Optional<JsonObject> parts = marking.asObject();
            List<JsonValue> selectors = new ArrayList<>();
            for (JsonValue selector : selectors(marking)) {
                String text = selector.asText().orElse("");
                selectors.add(selects(text, from) ? new JsonString(to + text.substring(from.length())) : selector);
            }
            renamed.add(
                    parts.isPresent() && !selectors.isEmpty()
                            ? parts.get().with("selectors", new JsonList(selectors))
                            : marking);
        }
        return object.with(MARKINGS, new JsonList(renamed));
    }

    /** {@code object} with the markings of parts of {@code property} on the whole: stricter, never freer. */
    static Raised raised(JsonObject object, String property) {
        Set<String> raised = new LinkedHashSet<>();
        List<JsonValue> kept = new ArrayList<>();
        List<JsonValue> markings = object.get(MARKINGS)
                .flatMap(JsonValue::asList)
                .map(JsonList::items)
                .orElse(List.of());
        for (JsonValue marking : markings) {
            List<JsonValue> others = selectors(marking).stream()
                    .filter(selector -> !selects(selector.asText().orElse(""), property))
                    .toList();
            Optional<JsonObject> parts = marking.asObject();
            if (others.size() == selectors(marking).size() || parts.isEmpty()) {
                kept.add(marking);
                continue;
            }
            parts.get().text("marking_ref").ifPresent(raised::add);
            if (!others.isEmpty()) {
                kept.add(parts.get().with("selectors", new JsonList(others)));
            }
        }
        if (kept.size() == markings.size() && raised.isEmpty()) {
            return new Raised(object, raised);
        }
        JsonObject without = kept.isEmpty() ? object.without(MARKINGS) : object.with(MARKINGS, new JsonList(kept));
        Set<JsonValue> all = new LinkedHashSet<>(object.get("object_marking_refs")
                .flatMap(JsonValue::asList)
                .map(JsonList::items)
                .orElse(List.of()));
        raised.forEach(marking -> all.add(new JsonString(marking)));
        return new Raised(
                all.isEmpty() ? without : without.with("object_marking_refs", new JsonList(List.copyOf(all))), raised);
    }

    private static List<JsonValue> selectors(JsonValue marking) {
        return marking.asObject()
                .flatMap(parts -> parts.get("selectors"))
                .flatMap(JsonValue::asList)
                .map(JsonList::items)
                .orElse(List.of());
    }

    private static boolean selects(String selector, String property) {
        return selector.equals(property) || selector.startsWith(property + ".");
    }
}
