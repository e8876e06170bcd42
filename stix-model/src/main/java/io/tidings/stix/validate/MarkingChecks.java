package io.tidings.stix.validate;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Selector;
import io.tidings.stix.marking.TlpDefinitions;
import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import io.tidings.stix.value.JsonValue;
import java.util.List;
import java.util.Optional;

/** Marking definitions and granular markings (STIX 2.1 §7.2), which need the object's content at hand. */
final class MarkingChecks {
    private MarkingChecks() {}

    /** The content of a marking definition, by its {@code definition_type}. */
    static void definition(Pass pass, Frame frame) {
        Optional<String> type = frame.text("definition_type");
        if (type.isPresent()) {
            switch (type.get()) {
                case "statement" -> hasText(pass, "statement", Rule.S_134);
                case "tlp" -> {
                    hasText(pass, "tlp", Rule.S_135);
                    tlp(pass, frame);
                }
                default -> {
                    pass.path.enter("definition_type");
                    pass.warn(
                            Rule.S_133,
                            Pass.quote(type.get()) + " is another kind of marking than statement and tlp",
                            "define other kinds of markings by an extension");
                    pass.path.leave();
                }
            }
        }
        if (frame.has("extensions")) {
            tlp2(pass, frame);
        }
    }

    private static void hasText(Pass pass, String name, Rule rule) {
        Optional<JsonObject> definition =
                tree(pass).flatMap(object -> object.get("definition")).flatMap(JsonValue::asObject);
        if (definition.isPresent() && definition.get().text(name).isEmpty()) {
            pass.path.enter("definition");
            pass.error(rule, "has no text under \"" + name + "\"", "give { \"" + name + "\": \"…\" }");
            pass.path.leave();
        }
    }

    private static void tlp(Pass pass, Frame frame) {
        Optional<ByteSlice> standard = frame.text("id").flatMap(StixId::parse).flatMap(TlpDefinitions::definition);
        if (standard.isEmpty()) {
            pass.form(
                    Rule.S_135,
                    "is a TLP marking of its own",
                    "use one of the four standard definitions, by their identifiers");
        } else if (!sameMarking(standard.get(), pass)) {
            pass.form(
                    Rule.S_135,
                    "differs from the standard definition with this identifier",
                    "send it as it is: " + standard.get().text());
        }
    }

    /** Whether the object says what the standard definition says, and no more; a copy without its name does no harm. */
    private static boolean sameMarking(ByteSlice standard, Pass pass) {
        Optional<JsonObject> expected = read(standard);
        Optional<JsonObject> given = tree(pass);
        if (expected.isEmpty() || given.isEmpty()) {
            return true;
        }
        boolean more = given.get().members().keySet().stream()
                .anyMatch(name -> !expected.get().has(name));
        boolean renamed = given.get().has("name")
                && !given.get().text("name").equals(expected.get().text("name"));
        if (more || renamed) {
            return false;
        }
        for (String name : List.of("created", "definition", "definition_type", "extensions")) {
            Optional<JsonValue> one = expected.get().get(name);
            Optional<JsonValue> other = given.get().get(name);
            if (one.isPresent() != other.isPresent()
                    || one.isPresent()
                            && !CanonicalForm.sameContent(member(name, one.get()), member(name, other.get()))) {
                return false;
            }
        }
        return true;
    }

    private static ByteSlice member(String name, JsonValue value) {
        return JsonObject.empty().with(name, value).toBytes();
    }

    private static void tlp2(Pass pass, Frame frame) {
        boolean claims = tree(pass)
                .flatMap(object -> object.get("extensions"))
                .flatMap(JsonValue::asObject)
                .filter(extensions -> extensions.has(TlpDefinitions.TLP_2_EXTENSION))
                .isPresent();
        if (!claims) {
            return;
        }
        Optional<ByteSlice> standard = frame.text("id").flatMap(StixId::parse).flatMap(TlpDefinitions::definition);
        if (standard.isEmpty() || !sameMarking(standard.get(), pass)) {
            pass.warn(
                    Rule.S_136,
                    "is a TLP 2.0 marking that differs from the five published ones",
                    "use the published definitions, by their identifiers");
        }
    }

    /** The granular markings of an object that has some. */
    static void granular(Pass pass, Frame frame) {
        Optional<JsonObject> object = tree(pass);
        Optional<JsonList> markings =
                object.flatMap(tree -> tree.get("granular_markings")).flatMap(JsonValue::asList);
        if (markings.isEmpty()) {
            return;
        }
        JsonPointer at = JsonPointer.root().member("granular_markings");
        for (int i = 0; i < Math.min(markings.get().size(), Pass.MOST_KEPT); i++) {
            Optional<JsonObject> marking = markings.get().get(i).flatMap(JsonValue::asObject);
            Optional<JsonList> selectors =
                    marking.flatMap(value -> value.get("selectors")).flatMap(JsonValue::asList);
            int count = selectors.map(JsonList::size).orElse(0);
            for (int j = 0; j < Math.min(count, Pass.MOST_KEPT); j++) {
                int index = j;
                Optional<String> text =
                        selectors.flatMap(list -> list.get(index)).flatMap(JsonValue::asText);
                if (text.isPresent()) {
                    selector(
                            pass,
                            object.get(),
                            text.get(),
                            at.item(i).member("selectors").item(j));
                }
            }
            Optional<String> reference = marking.flatMap(value -> value.text("marking_ref"));
            if (reference.isPresent() && frame.is("id", reference.get())) {
                pass.formAt(
                        at.item(i).member("marking_ref").text(),
                        Rule.S_138,
                        "refers to the object itself",
                        "mark it with another marking, or not at all");
            }
        }
    }

    private static void selector(Pass pass, JsonObject object, String text, JsonPointer at) {
        Optional<Selector> selector = Selector.parse(text);
        if (selector.isEmpty()) {
            boolean glued = text.indexOf('[') > 0 && text.charAt(text.indexOf('[') - 1) != '.';
            pass.formAt(
                    at.text(),
                    glued ? Rule.S_153 : Rule.S_152,
                    Pass.quote(text) + " is no selector",
                    "write names and indexes with a dot between them, such as labels.[0]");
            return;
        }
        Optional<JsonValue> value = Optional.of(object);
        boolean misstep = false;
        for (Selector.Step step : selector.get().steps()) {
            if (value.isEmpty()) {
                break;
            }
            JsonValue from = value.get();
            if (step instanceof Selector.Step.Name name) {
                misstep = from.asObject().isEmpty();
                value = from.asObject().flatMap(members -> members.get(name.name()));
            } else {
                misstep = from.asList().isEmpty();
                int index = ((Selector.Step.Index) step).index();
                value = from.asList().flatMap(list -> list.get(index));
            }
        }
        if (value.isEmpty()) {
            pass.formAt(
                    at.text(),
                    misstep ? Rule.S_154 : Rule.S_155,
                    Pass.quote(text) + " selects nothing that the object has",
                    "select a property, key or item that is there");
        }
    }

    static Optional<JsonObject> tree(Pass pass) {
        return read(pass.bytes);
    }

    private static Optional<JsonObject> read(ByteSlice json) {
        try {
            return JsonValue.read(json, new ContentBounds(Integer.MAX_VALUE, 1_000, Integer.MAX_VALUE, 1 << 16, 1_000))
                    .asObject();
        } catch (MalformedContentException faulty) {
            return Optional.empty(); // which has its own finding
        }
    }
}
