package io.tidings.stix.validate;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One line of {@code cases.json}: a good object, changed so that it breaks a rule or just does not.
 *
 * @param expected where the finding has to be and how grave; empty where there must be none of the rule
 */
record RuleCase(Rule rule, String title, JsonValue object, Optional<Expected> expected) {
    record Expected(String pointer, Severity severity) {}

    @Override
    public String toString() {
        return rule.id() + " " + (expected.isPresent() ? "broken" : "kept") + ": " + title;
    }

    /** The good objects by name: one of each type, and a few more. */
    static Map<String, JsonValue> goodObjects() {
        return read("good.json").asObject().orElseThrow().members();
    }

    static Stream<RuleCase> all() {
        Map<String, JsonValue> good = goodObjects();
        return read("cases.json").asList().orElseThrow().items().stream()
                .map(item -> of(item.asObject().orElseThrow(), good));
    }

    private static RuleCase of(JsonObject row, Map<String, JsonValue> good) {
        JsonValue object = good.get(row.text("base").orElseThrow());
        for (Map.Entry<String, JsonValue> change : members(row, "set").entrySet()) {
            object = Edit.set(object, change.getKey(), change.getValue());
        }
        List<JsonValue> removed = row.get("remove")
                .flatMap(JsonValue::asList)
                .map(list -> list.items())
                .orElse(List.of());
        for (JsonValue pointer : removed) {
            object = Edit.remove(object, pointer.asText().orElseThrow());
        }
        Optional<Expected> expected = row.text("severity")
                .map(text -> new Expected(
                        row.text("at").orElseThrow(), Severity.valueOf(text.toUpperCase(java.util.Locale.ROOT))));
        return new RuleCase(
                Rule.of(row.text("rule").orElseThrow()), row.text("title").orElseThrow(), object, expected);
    }

    private static Map<String, JsonValue> members(JsonObject row, String name) {
        return row.get(name)
                .flatMap(JsonValue::asObject)
                .map(JsonObject::members)
                .orElse(Map.of());
    }

    private static JsonValue read(String name) {
        try (InputStream in = RuleCase.class.getResourceAsStream(name)) {
            return JsonValue.read(ByteSlice.of(in.readAllBytes()), ContentBounds.standard());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedContentException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** A validator whose patterns are right when they are in square brackets. */
    static Validator validator() {
        Function<String, List<PatternCheck.Fault>> faults = pattern -> pattern.startsWith("[")
                ? List.of()
                : List.of(new PatternCheck.Fault(0, true, "there is no square bracket", "begin with ["));
        return Validator.with(faults::apply);
    }
}
