package io.tidings.stix.validate;

import io.tidings.stix.table.ObjectTable;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.table.Property;
import io.tidings.stix.table.Property.Trait;
import io.tidings.stix.table.PropertyTable;
import io.tidings.stix.table.PropertyType;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import io.tidings.stix.value.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether translations have the shape that objects of the translated type have: text for text, a list for a list (STIX
 * 2.1 §7.1). The object itself is not at hand.
 */
final class TranslationShape {
    /** Common properties that hold text for people, and strings elsewhere that do not. */
    private static final Set<String> FOR_PEOPLE = Set.of("labels", "external_references");

    private static final Set<String> NOT_FOR_PEOPLE = Set.of("pattern", "pattern_version", "relationship_type");

    private TranslationShape() {}

    static void check(Pass pass, ObjectTable target) {
        Map<String, JsonValue> languages = MarkingChecks.tree(pass)
                .flatMap(object -> object.get("contents"))
                .flatMap(JsonValue::asObject)
                .map(JsonObject::members)
                .orElse(Map.of());
        JsonPointer contents = JsonPointer.root().member("contents");
        languages.forEach((language, translation) ->
                translation.asObject().ifPresent(members -> members(pass, members, target, contents.member(language))));
    }

    private static void members(Pass pass, JsonObject members, PropertyTable table, JsonPointer at) {
        members.members().forEach((name, value) -> {
            Optional<Property> property = table.property(name);
            JsonPointer place = at.member(name);
            if (property.isPresent() && isTranslatable(property.get())) {
                value(pass, value, property.get().type(), place);
            } else if (property.isPresent()) {
                ignored(pass, place, "is no text for people, so readers ignore its translation");
            } else if (!Custom.isCustom(name)) {
                ignored(pass, place, "is no property of " + table.name() + ", so readers ignore its translation");
            }
        });
    }

    private static void ignored(Pass pass, JsonPointer place, String problem) {
        pass.noteAt(place.text(), Rule.S_193, problem, "leave it out, or see that the name is right");
    }

    static boolean isTranslatable(Property property) {
        boolean text = switch (property.itemType().kind()) {
            case STRING, PART, DICTIONARY -> property.format().isEmpty();
            default -> false;
        };
        return text
                && !NOT_FOR_PEOPLE.contains(property.name())
                && (!property.is(Trait.COMMON) || FOR_PEOPLE.contains(property.name()));
    }

    private static void value(Pass pass, JsonValue value, PropertyType type, JsonPointer at) {
        switch (type.kind()) {
            case STRING -> expect(pass, value, value.asText().isPresent(), at, "a string");
            case LIST -> {
                expect(pass, value, value.asList().isPresent(), at, "a list, item for item");
                PropertyType item = ((PropertyType.ListOf) type).item();
                value.asList().ifPresent(list -> {
                    for (int i = 0; i < Math.min(list.size(), Pass.MOST_KEPT); i++) {
                        value(pass, list.items().get(i), item, at.item(i));
                    }
                });
            }
            case PART -> {
                // An item of a list that is not translated is an empty string (S-194).
                boolean untranslated = value.asText().filter(String::isEmpty).isPresent();
                expect(pass, value, untranslated || value.asObject().isPresent(), at, "an object, key for key");
                ObjectTables.standard()
                        .part(((PropertyType.Part) type).name())
                        .ifPresent(table -> value.asObject().ifPresent(object -> members(pass, object, table, at)));
            }
            default -> expect(pass, value, value.asObject().isPresent(), at, "an object, key for key");
        }
    }

    private static void expect(Pass pass, JsonValue value, boolean fits, JsonPointer at, String expected) {
        // Numbers and the like have their finding already.
        boolean other = value.asText().isEmpty()
                && value.asList().isEmpty()
                && value.asObject().isEmpty();
        if (!fits && !other) {
            pass.formAt(at.text(), Rule.S_192, "is not of the shape that is translated", "give " + expected);
        }
    }
}
