package io.tidings.stix.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.pattern.match.Answer;
import io.tidings.stix.pattern.match.Observation;
import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.testing.Shared;
import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The conformance cases that lie beside the project. */
class PatternCasesTest {
    private static final ContentBounds BOUNDS = ContentBounds.standard();

    static Stream<Case> cases() throws MalformedContentException {
        JsonObject root = JsonValue.read(ByteSlice.of(Shared.bytes("spec/stix-2.1/pattern-cases.json")), BOUNDS)
                .asObject()
                .orElseThrow();
        Map<String, List<Observation>> data = new LinkedHashMap<>();
        object(root, "data").members().forEach((name, sets) -> data.put(name, observations(sets)));
        return items(root, "cases").stream().map(item -> Case.of(item.asObject().orElseThrow(), data));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCaseIsAnsweredAsTheTextDoes(Case one) {
        Optional<Pattern> pattern = parse(one.pattern());
        assertThat(pattern.isPresent()).isEqualTo(one.parses());
        assertThat(pattern.map(Pattern::isValid).orElse(false)).isEqualTo(one.valid());
        one.matches()
                .ifPresent(expected -> assertThat(pattern.orElseThrow().match(one.observations()))
                        .isEqualTo(expected ? Answer.MATCH : Answer.NO_MATCH));
        pattern.ifPresent(parsed -> assertThat(parse(parsed.print())).contains(parsed));
    }

    record Case(
            String name,
            String pattern,
            boolean parses,
            boolean valid,
            Optional<Boolean> matches,
            List<Observation> observations) {
        static Case of(JsonObject item, Map<String, List<Observation>> data) {
            return new Case(
                    item.get("n").orElseThrow() + ": " + item.text("note").orElse(""),
                    item.text("pattern").orElseThrow(),
                    item.get("syntax_ok").flatMap(JsonValue::asBoolean).orElseThrow(),
                    item.get("strict_ok").flatMap(JsonValue::asBoolean).orElseThrow(),
                    item.get("match").flatMap(JsonValue::asBoolean),
                    data.getOrDefault(item.text("data").orElse(""), List.of()));
        }

        @Override
        public String toString() {
            return name + " " + pattern;
        }
    }

    private static Optional<Pattern> parse(String text) {
        try {
            return Optional.of(Pattern.parse(text));
        } catch (MalformedPatternException malformed) {
            return Optional.empty();
        }
    }

    private static List<Observation> observations(JsonValue sets) {
        List<Observation> observations = new ArrayList<>();
        for (JsonValue set : sets.asList().orElseThrow().items()) {
            JsonObject observedData = set.asObject().orElseThrow().with("type", new JsonString("observed-data"));
            Map<String, JsonObject> objects = new LinkedHashMap<>();
            for (JsonValue sco : items(observedData, "scos")) {
                JsonObject object = sco.asObject().orElseThrow();
                objects.put(object.text("id").orElseThrow(), object);
            }
            observations.add(Observation.read(observedData, id -> Optional.ofNullable(objects.get(id)))
                    .orElseThrow());
        }
        return observations;
    }

    private static JsonObject object(JsonObject parent, String name) {
        return parent.get(name).flatMap(JsonValue::asObject).orElseThrow();
    }

    private static List<JsonValue> items(JsonObject parent, String name) {
        return parent.get(name).flatMap(JsonValue::asList).map(JsonList::items).orElseThrow();
    }
}
