package io.tidings.stix.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.table.Property.Trait;
import io.tidings.stix.testing.Shared;
import io.tidings.stix.value.JsonBoolean;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables, and their comparison with the digest they were written from, where that is at hand. */
class ObjectTablesTest {
    private final ObjectTables tables = ObjectTables.standard();

    @Test
    void aPropertyIsFoundWithItsTypeAndTargets() {
        Property property = tables.type("network-traffic")
                .flatMap(type -> type.property("dst_ref"))
                .orElseThrow();
        assertThat(property.type())
                .isEqualTo(new PropertyType.Reference(Set.of("ipv4-addr", "ipv6-addr", "mac-addr", "domain-name")));
        assertThat(property.is(Trait.TARGETS_MANDATORY)).isTrue();
        assertThat(tables.type("x-unheard-of")).isEmpty();
    }

    @Test
    void theTextsTypesExtensionsPartsAndVocabulariesAreAllThere() {
        assertThat(tables.types()).hasSize(43);
        assertThat(tables.extensions()).hasSize(12);
        assertThat(tables.parts()).hasSize(11);
        assertThat(tables.vocabularies()).hasSize(32);
    }

    @Test
    void commonPropertiesComeFirstInTheOrderOfTheText() {
        assertThat(tables.type("tool").orElseThrow().properties().keySet())
                .startsWith("type", "spec_version", "id", "created_by_ref", "created", "modified")
                .endsWith("kill_chain_phases", "tool_version");
    }

    @Test
    void aRelationshipIsSuggestedByPairOrForAny() {
        Relationships relationships = tables.relationships();
        assertThat(relationships.suggests("indicator", "indicates", "malware")).isTrue();
        assertThat(relationships.suggests("infrastructure", "consists-of", "url"))
                .isTrue();
        assertThat(relationships.suggests("malware", "indicates", "indicator")).isFalse();
        assertThat(relationships.suggests("tool", "derived-from", "tool")).isTrue();
        assertThat(relationships.suggests("tool", "derived-from", "malware")).isFalse();
        assertThat(relationships.suggests("x-a", "related-to", "tool")).isTrue();
    }

    @Test
    void everyPartThatIsNamedHasATable() {
        List<PropertyTable> all = new ArrayList<>(tables.types().values());
        all.addAll(tables.extensions().values());
        all.addAll(tables.parts().values());
        for (PropertyTable table : all) {
            for (Property property : table.properties().values()) {
                if (property.itemType() instanceof PropertyType.Part part) {
                    assertThat(tables.part(part.name())).as(property.name()).isPresent();
                }
            }
        }
    }

    @Test
    void theVocabulariesAreThoseOfTheDigest() throws Exception {
        JsonObject digest = shared("spec/stix-2.1/vocabularies.json");
        Map<String, Vocabulary> expected = new LinkedHashMap<>();
        object(digest, "vocabularies").members().forEach((name, value) -> {
            JsonObject vocabulary = value.asObject().orElseThrow();
            expected.put(
                    name,
                    new Vocabulary(
                            name,
                            vocabulary.text("spec_section").orElseThrow(),
                            vocabulary.text("kind").orElseThrow().equals("open"),
                            new LinkedHashSet<>(texts(vocabulary, "values"))));
        });
        assertThat(tables.vocabularies()).isEqualTo(expected);
    }

    @Test
    void thePropertiesAreThoseOfTheDigest() throws Exception {
        JsonObject digest = shared("spec/stix-2.1/objects.json");
        for (String kind : List.of("types", "predefined_extensions", "subtypes")) {
            Map<String, ? extends PropertyTable> ours = switch (kind) {
                case "types" -> tables.types();
                case "predefined_extensions" -> tables.extensions();
                default -> tables.parts();
            };
            Map<String, JsonValue> theirs = object(digest, kind).members();
            assertThat(ours.keySet()).containsExactlyElementsOf(theirs.keySet());
            theirs.forEach((name, value) -> {
                PropertyTable table = ours.get(name);
                JsonObject type = value.asObject().orElseThrow();
                assertThat(table.section()).isEqualTo(type.text("spec_section").orElseThrow());
                Map<String, String> notation = new LinkedHashMap<>();
                object(type, "properties")
                        .members()
                        .forEach((property, row) -> notation.put(
                                property, theirs(name, property, row.asObject().orElseThrow())));
                Map<String, String> written = new LinkedHashMap<>();
                table.properties().forEach((property, row) -> written.put(property, ours(row)));
                assertThat(written).as(name).containsExactlyEntriesOf(notation);
            });
        }
    }

    @Test
    void classesIdentifyingPropertiesConstraintsAndRelationshipsAreThoseOfTheDigest() throws Exception {
        JsonObject digest = shared("spec/stix-2.1/objects.json");
        object(digest, "types").members().forEach((name, value) -> {
            JsonObject theirs = value.asObject().orElseThrow();
            ObjectTable table = tables.type(name).orElseThrow();
            assertThat(table.objectClass().name().toLowerCase(java.util.Locale.ROOT))
                    .isEqualTo(theirs.text("class").orElseThrow());
            assertThat(table.isVersioned())
                    .as(name)
                    .isEqualTo(theirs.get("versioned")
                            .flatMap(JsonValue::asBoolean)
                            .orElseThrow());
            assertThat(table.identifyingProperties()).isEqualTo(texts(theirs, "id_contributing"));
        });
        for (String kind : List.of("types", "predefined_extensions", "subtypes")) {
            object(digest, kind).members().forEach((name, value) -> {
                PropertyTable table = kind.equals("types")
                        ? tables.type(name).orElseThrow()
                        : kind.equals("subtypes")
                                ? tables.part(name).orElseThrow()
                                : tables.extension(name).orElseThrow();
                long stated = value
                        .asObject()
                        .flatMap(type -> type.get("constraints"))
                        .flatMap(JsonValue::asList)
                        .orElseThrow()
                        .items()
                        .stream()
                        .filter(item -> !item.asObject()
                                .orElseThrow()
                                .text("kind")
                                .orElseThrow()
                                .equals("text"))
                        .count();
                assertThat(table.constraints()).as(name).hasSize((int) stated);
            });
        }
        Map<String, Set<String>> suggested = new LinkedHashMap<>();
        for (JsonValue row : digest.get("relationships")
                .flatMap(JsonValue::asList)
                .orElseThrow()
                .items()) {
            JsonObject relationship = row.asObject().orElseThrow();
            suggested.put(
                    relationship.text("source").orElseThrow() + " "
                            + relationship.text("relationship_type").orElseThrow(),
                    spelledOut(texts(relationship, "targets")));
        }
        Map<String, Set<String>> ours = new LinkedHashMap<>();
        tables.relationships()
                .targets()
                .forEach((source, types) -> types.forEach((type, ends) -> ours.put(source + " " + type, ends)));
        assertThat(ours).isEqualTo(suggested);
    }

    private Set<String> spelledOut(List<String> targets) {
        Set<String> types = new TreeSet<>();
        for (String target : targets) {
            if (target.equals("@STIX-OBJECT")) {
                types.addAll(tables.types().keySet());
                types.remove("bundle");
            } else if (target.startsWith("@")) {
                tables.types().values().stream()
                        .filter(type -> type.objectClass() == ObjectClass.valueOf(target.substring(1)))
                        .forEach(type -> types.add(type.name()));
            } else {
                types.add(target);
            }
        }
        return types;
    }

    private String theirs(String owner, String name, JsonObject row) {
        String type = row.text("type").orElseThrow();
        if (name.equals("id")) {
            type = "identifier";
        } else if (name.equals("extensions")) {
            type = "extensions";
        } else if (type.equals("RESERVED")) {
            type = "string";
        } else if (row.has("allowed")) {
            type = "enum(" + String.join("|", texts(row, "allowed")) + ")";
        } else if (type.contains("identifier(")) {
            int open = type.indexOf('(');
            List<String> targets =
                    List.of(type.substring(open + 1, type.length() - 1).split("\\|"));
            type = type.substring(0, open + 1) + String.join("|", spelledOut(targets)) + ")";
        }
        Set<String> traits = new TreeSet<>();
        addIf(traits, row, "required", "REQUIRED");
        addIf(traits, row, "common", "COMMON");
        addIf(traits, row, "should_be_present", "RECOMMENDED");
        addIf(traits, row, "deprecated", "DEPRECATED");
        addIf(traits, row, "soft_deprecated", "DEPRECATED");
        addIf(traits, row, "reserved", "RESERVED");
        if (row.text("ref_level").filter("MUST"::equals).isPresent()) {
            traits.add("TARGETS_MANDATORY");
        }
        row.text("precision")
                .ifPresent(precision -> traits.add(precision.startsWith(">=3") ? "MILLISECONDS" : "WHOLE_SECONDS"));
        boolean hasFormat = row.has("format")
                || owner.equals("mac-addr") && name.equals("value")
                || name.equals("relationship_type");
        String fallback = row.get("default")
                .flatMap(JsonValue::asBoolean)
                .map(String::valueOf)
                .orElse("");
        return type + " " + traits + " " + hasFormat + " " + fallback;
    }

    private static void addIf(Set<String> traits, JsonObject row, String flag, String trait) {
        if (row.get(flag).filter(new JsonBoolean(true)::equals).isPresent()) {
            traits.add(trait);
        }
    }

    private static String ours(Property property) {
        Set<String> traits = property.traits().stream().map(Trait::name).collect(Collectors.toCollection(TreeSet::new));
        return notation(property.type()) + " " + traits + " "
                + property.format().isPresent() + " "
                + property.defaultValue().map(String::valueOf).orElse("");
    }

    private static String notation(PropertyType type) {
        if (type instanceof PropertyType.ListOf list) {
            return "list of " + notation(list.item());
        }
        if (type instanceof PropertyType.Reference reference) {
            return reference.targets().isEmpty()
                    ? "identifier"
                    : "identifier(" + String.join("|", new TreeSet<>(reference.targets())) + ")";
        }
        if (type instanceof PropertyType.Term term) {
            return (term.vocabulary().open() ? "open-vocab(" : "enum(")
                    + term.vocabulary().name() + ")";
        }
        if (type instanceof PropertyType.Part part) {
            return part.name();
        }
        if (type instanceof PropertyType.Dictionary dictionary) {
            return dictionary.values().isEmpty()
                    ? "dictionary"
                    : "dictionary of "
                            + dictionary.values().stream()
                                    .map(ObjectTablesTest::notation)
                                    .collect(Collectors.joining("|"));
        }
        if (type instanceof PropertyType.Numeric numeric) {
            boolean whole = numeric.kind() == PropertyType.Kind.INTEGER;
            String name = whole ? "integer" : "float";
            if (numeric.least() == Double.NEGATIVE_INFINITY) {
                return name;
            }
            if (numeric.most() == Double.POSITIVE_INFINITY) {
                return name + " >= " + (long) numeric.least();
            }
            return whole
                    ? name + " " + (long) numeric.least() + ".." + (long) numeric.most()
                    : name + " " + numeric.least() + ".." + numeric.most();
        }
        return switch (type.kind()) {
            case CONTAINER -> "observable-container";
            case MARKING -> "marking object";
            case OBJECTS -> "list of STIX Object";
            default -> type.kind().name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    private static JsonObject object(JsonObject parent, String name) {
        return parent.get(name).flatMap(JsonValue::asObject).orElseThrow();
    }

    private static List<String> texts(JsonObject parent, String name) {
        return parent.get(name).flatMap(JsonValue::asList).stream()
                .flatMap(list -> list.items().stream())
                .map(item -> item.asText().orElseThrow())
                .toList();
    }

    private static JsonObject shared(String name) throws Exception {
        ContentBounds bounds = ContentBounds.standard();
        return JsonValue.read(ByteSlice.of(Shared.bytes(name)), bounds)
                .asObject()
                .orElseThrow();
    }
}
