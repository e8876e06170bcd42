package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.table.Constraint.Stated;
import io.tidings.stix.table.ExtensionTable;
import io.tidings.stix.table.ObjectClass;
import io.tidings.stix.table.ObjectTable;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.table.PartTable;
import io.tidings.stix.table.Property;
import io.tidings.stix.table.Property.Trait;
import io.tidings.stix.table.PropertyTable;
import io.tidings.stix.table.PropertyType;
import io.tidings.stix.table.PropertyType.Kind;
import io.tidings.stix.table.PropertyType.Numeric;
import io.tidings.stix.table.PropertyType.Reference;
import io.tidings.stix.table.PropertyType.Term;
import io.tidings.stix.validate.DictionaryCheck.Alternative;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The checks of all types, made from the tables once. */
final class Checks {
    private static final Set<String> ALWAYS_KEPT = Set.of("type", "id", "spec_version", "labels");

    private final ObjectTables tables;
    private final Map<String, MembersCheck> parts = new HashMap<>();
    private final Map<String, MembersCheck> extensions = new HashMap<>();
    /** SCOs inside observable containers: without an identifier, so without the rules about it. */
    private final Map<String, MembersCheck> embedded = new HashMap<>();

    private final Map<String, MembersCheck> objects = new HashMap<>();
    private final MembersCheck custom;

    /** Made when first asked for. */
    private static final class Standard {
        private static final Checks CHECKS = new Checks(ObjectTables.standard());
    }

    private Checks(ObjectTables tables) {
        this.tables = tables;
        for (PartTable part : tables.parts().values()) {
            parts.put(part.name(), compile(part, List.of(new PartProperties(part)), ""));
        }
        for (ExtensionTable extension : tables.extensions().values()) {
            extensions.put(
                    extension.name(), compile(extension, List.of(new PartProperties(extension)), extension.extended()));
        }
        for (ObjectTable type : tables.types().values()) {
            if (type.objectClass() == ObjectClass.SCO) {
                embedded.put(type.name(), compile(type, List.of(new OtherProperties(type, tables)), type.name()));
            }
        }
        for (ObjectTable type : tables.types().values()) {
            objects.put(type.name(), compile(type, closing(type), type.name()));
        }
        custom = custom();
    }

    static Checks standard() {
        return Standard.CHECKS;
    }

    /** The check of objects of that type; those of types that STIX does not define have one in common. */
    MembersCheck of(String type) {
        return objects.getOrDefault(type, custom);
    }

    private List<ClosingCheck> closing(ObjectTable type) {
        return List.of(
                new OtherProperties(type, tables),
                (pass, frame) -> HeadChecks.identifier(pass, frame, type.name(), Optional.of(type.objectClass())),
                HeadChecks::specVersion,
                HeadChecks.labels(type),
                (pass, frame) -> HeadChecks.newType(pass, type.name()),
                HeadChecks::granularMarkings);
    }

    private MembersCheck custom() {
        Map<String, Property> properties = new LinkedHashMap<>();
        for (String like : List.of("indicator", "url")) {
            for (Property property :
                    tables.type(like).orElseThrow().properties().values()) {
                if (property.is(Trait.COMMON)) {
                    Set<Trait> traits = EnumSet.copyOf(property.traits());
                    if (!property.name().equals("type") && !property.name().equals("id")) {
                        traits.remove(Trait.REQUIRED);
                    }
                    properties.putIfAbsent(
                            property.name(),
                            new Property(
                                    property.name(),
                                    property.type(),
                                    traits,
                                    property.format(),
                                    property.defaultValue()));
                }
            }
        }
        List<Stated> constraints = tables.type("indicator").orElseThrow().constraints().stream()
                .filter(stated -> stated.rule().equals(Rule.S_033.id()))
                .toList();
        PartTable table = new PartTable("", "3.2", properties, constraints);
        return compile(table, List.of(new CustomObjects()), "");
    }

    private MembersCheck compile(PropertyTable table, List<ClosingCheck> more, String owner) {
        SpecialChecks.Special special = SpecialChecks.of(table, tables);
        Set<String> kept = new HashSet<>(special.kept());
        List<ClosingCheck> closing = new ArrayList<>();
        for (Stated stated : table.constraints()) {
            kept.addAll(ConstraintChecks.needs(stated.constraint()));
            closing.add(ConstraintChecks.of(stated, tables));
        }
        closing.addAll(special.checks());
        closing.addAll(more);
        Map<String, Slot> slots = new LinkedHashMap<>();
        for (Property property : table.properties().values()) {
            if (!property.is(Trait.RESERVED)) {
                boolean keep = kept.contains(property.name())
                        || !(table instanceof ExtensionTable) && ALWAYS_KEPT.contains(property.name());
                slots.put(property.name(), new Slot(slots.size(), property, check(table, property, owner), keep));
            }
        }
        return new MembersCheck(table, slots, closing);
    }

    private ValueCheck check(PropertyTable table, Property property, String owner) {
        if (property.name().equals("id") && property.is(Trait.COMMON)) {
            return ScalarChecks::string; // its form is checked with the type
        }
        if (property.name().equals("contents") && table.name().equals("language-content")) {
            return new TranslationsCheck();
        }
        return check(table, property, property.type(), owner);
    }

    private ValueCheck check(PropertyTable table, Property property, PropertyType type, String owner) {
        return switch (type.kind()) {
            case STRING ->
                property.format()
                        .map(format -> ScalarChecks.formatted(StringForms.of(format)))
                        .orElse(ScalarChecks::string);
            case BOOLEAN -> ScalarChecks::bool;
            case TIMESTAMP -> ScalarChecks.timestamp(property.is(Trait.MILLISECONDS), property.is(Trait.WHOLE_SECONDS));
            case BINARY -> ScalarChecks::binary;
            case HEX -> ScalarChecks::hex;
            case HASHES ->
                new HashesCheck(tables.vocabulary("hash-algorithm-ov").orElseThrow());
            case INTEGER, FLOAT -> new NumberCheck((Numeric) type);
            case REFERENCE ->
                new ReferenceCheck(
                        (Reference) type,
                        targets(table.name(), property.name()),
                        property.is(Trait.TARGETS_MANDATORY),
                        tables);
            case TERM -> ScalarChecks.term(((Term) type).vocabulary());
            case PART -> part(((PropertyType.Part) type).name());
            case DICTIONARY -> dictionary(table, property, (PropertyType.Dictionary) type, owner);
            case LIST -> new ListCheck(check(table, property, ((PropertyType.ListOf) type).item(), owner));
            case EXTENSIONS -> extensions(owner);
            case CONTAINER -> new ContainerCheck(embedded);
            case MARKING ->
                (pass, token) -> {
                    if (token == JsonToken.START_OBJECT) {
                        FreeCheck.INSTANCE.check(pass, token);
                    } else {
                        pass.wrongType(token, Rule.S_134, "an object in braces");
                    }
                };
            case OBJECTS ->
                new ListCheck((pass, token) -> {
                    if (token != JsonToken.START_OBJECT) {
                        pass.wrongType(token, Rule.S_200, "a STIX object in braces");
                    } else {
                        pass.skip(token);
                    }
                });
        };
    }

    /** The rule that says which types a reference may lead to. */
    private static Rule targets(String table, String property) {
        return switch (table) {
            case "relationship" ->
                property.equals("source_ref") || property.equals("target_ref") ? Rule.S_111 : Rule.S_085;
            case "sighting" ->
                property.equals("object_marking_refs") || property.equals("created_by_ref") ? Rule.S_085 : Rule.S_118;
            case "observed-data" -> property.equals("object_refs") ? Rule.S_256 : Rule.S_085;
            default ->
                switch (property) {
                    case "created_by_ref", "object_marking_refs", "marking_ref" -> Rule.S_085;
                    default -> Rule.S_110;
                };
        };
    }

    /** Parts may be compiled later than what names them. */
    private ValueCheck part(String name) {
        return (pass, token) -> {
            MembersCheck check = parts.get(name);
            if (check == null) {
                throw new IllegalStateException("no part: " + name);
            }
            check.check(pass, token);
        };
    }

    private ValueCheck dictionary(PropertyTable table, Property property, PropertyType.Dictionary type, String owner) {
        List<Alternative> alternatives = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        Rule rule = Rule.S_065;
        for (PropertyType value : type.values()) {
            Set<JsonToken> tokens = switch (value.kind()) {
                case INTEGER -> Alternative.NUMBERS;
                case LIST -> EnumSet.of(JsonToken.START_ARRAY);
                case DICTIONARY -> EnumSet.of(JsonToken.START_OBJECT);
                default -> EnumSet.of(JsonToken.VALUE_STRING);
            };
            rule = value.kind() == Kind.LIST ? Rule.S_260 : rule;
            expected.add(
                    switch (value.kind()) {
                        case INTEGER -> "a whole number";
                        case LIST -> "a list of strings";
                        case DICTIONARY -> "an object";
                        default -> "a string";
                    });
            alternatives.add(new Alternative(tokens, check(table, property, value, owner)));
        }
        if (alternatives.isEmpty()) {
            alternatives.add(new Alternative(EnumSet.allOf(JsonToken.class), FreeCheck.INSTANCE));
        }
        return new DictionaryCheck(List.copyOf(alternatives), String.join(" or ", expected), rule);
    }

    private ValueCheck extensions(String owner) {
        Map<String, MembersCheck> own = new HashMap<>();
        Map<String, String> elsewhere = new HashMap<>();
        for (ExtensionTable extension : tables.extensions().values()) {
            MembersCheck check = extensions.get(extension.name());
            if (extension.extended().equals(owner) && check != null) {
                own.put(extension.name(), check);
            } else {
                elsewhere.put(extension.name(), extension.extended());
            }
        }
        boolean observable = tables.classOf(owner).map(ObjectClass.SCO::equals).orElse(owner.isEmpty());
        return new ExtensionsCheck(
                own, elsewhere, tables.vocabulary("extension-type-enum").orElseThrow(), observable);
    }
}
