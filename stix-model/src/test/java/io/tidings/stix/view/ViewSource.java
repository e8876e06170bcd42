package io.tidings.stix.view;

import io.tidings.stix.table.ExtensionTable;
import io.tidings.stix.table.ObjectClass;
import io.tidings.stix.table.ObjectTable;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.table.Property;
import io.tidings.stix.table.Property.Trait;
import io.tidings.stix.table.PropertyTable;
import io.tidings.stix.table.PropertyType;
import io.tidings.stix.table.PropertyType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the source of the views of single types, parts and extensions from the tables. */
final class ViewSource {
    private static final Map<String, String> IMPORTS = Map.of(
            "List<", "java.util.List",
            "Map<", "java.util.Map",
            "Optional<", "java.util.Optional",
            "StixId", "io.tidings.stix.identifier.StixId",
            "StixObject", "io.tidings.stix.object.StixObject",
            "StixTimestamp", "io.tidings.stix.time.StixTimestamp",
            "JsonObject", "io.tidings.stix.value.JsonObject");
    /** Views of these exist elsewhere, or their content is read as JSON. */
    private static final Set<String> ELSEWHERE = Set.of("granular-marking", "statement-marking", "tlp-marking");

    private ViewSource() {}

    private record Accessor(String type, String body) {}

    /** Source by class name. */
    static Map<String, String> all() {
        ObjectTables tables = ObjectTables.standard();
        Map<String, String> sources = new TreeMap<>();
        for (ObjectTable type : tables.types().values()) {
            if (type.objectClass() != ObjectClass.BUNDLE) {
                sources.put(className(type.name()), object(type, tables));
            }
        }
        for (ExtensionTable extension : tables.extensions().values()) {
            sources.put(className(extension.name()), part(extension, "extension"));
        }
        for (PropertyTable part : tables.parts().values()) {
            if (!ELSEWHERE.contains(part.name())) {
                sources.put(className(part.name()), part(part, "part"));
            }
        }
        return sources;
    }

    private static String object(ObjectTable type, ObjectTables tables) {
        String name = className(type.name());
        StringBuilder out = new StringBuilder("/** View of {@code " + type.name() + "} objects (STIX 2.1 §"
                + type.section() + "). */\npublic final class " + name + " extends ObjectView {\n    private " + name
                + "(StixObject object) {\n        super(object, \"" + type.name() + "\");\n    }\n\n"
                + "    /** @throws IllegalArgumentException if {@code object} is of another type */\n"
                + "    public static " + name + " of(StixObject object) {\n        return new " + name
                + "(object);\n    }\n");
        accessors(out, type, "members()");
        for (ExtensionTable extension : tables.extensions().values()) {
            if (extension.extended().equals(type.name())) {
                String view = className(extension.name());
                out.append("\n    public Optional<").append(view).append("> ").append(methodName(extension.name()));
                out.append("() {\n        return extensionMembers(\"").append(extension.name());
                out.append("\").map(").append(view).append("::new);\n    }\n");
            }
        }
        return complete(out.append("}\n").toString());
    }

    private static String part(PropertyTable table, String kind) {
        String name = className(table.name());
        StringBuilder out = new StringBuilder("/** View of the " + kind + " {@code " + table.name() + "} (STIX 2.1 §"
                + table.section() + "). */\npublic final class " + name
                + " {\n    private final Members members;\n\n    " + name
                + "(Members members) {\n        this.members = members;\n    }\n\n"
                + "    /** All properties as JSON. */\n    public JsonObject json() {\n"
                + "        return members.content();\n    }\n");
        accessors(out, table, "members");
        return complete(out.append("}\n").toString());
    }

    private static void accessors(StringBuilder out, PropertyTable table, String members) {
        for (Property property : table.properties().values()) {
            if (property.is(Trait.COMMON) || property.is(Trait.RESERVED)) {
                continue;
            }
            Accessor accessor = accessor(property, members);
            out.append('\n');
            String remark = remark(property);
            if (!remark.isEmpty()) {
                out.append("    /** ").append(remark).append(" */\n");
            }
            out.append("    public ").append(accessor.type()).append(' ').append(methodName(property.name()));
            out.append("() {\n        return ").append(accessor.body()).append(";\n    }\n");
        }
    }

    private static String remark(Property property) {
        List<String> remarks = new ArrayList<>();
        if (property.itemType() instanceof PropertyType.Term term) {
            String vocabulary = "{@code " + term.vocabulary().name() + "}";
            remarks.add(
                    term.vocabulary().open()
                            ? "A term of " + vocabulary + ", or any other."
                            : "A value of " + vocabulary + ".");
        }
        if (property.itemType() instanceof PropertyType.Reference reference
                && reference.targets().size() < 6) {
            remarks.add("To " + String.join(", ", new TreeSet<>(reference.targets())) + ".");
        }
        if (property.is(Trait.DEPRECATED)) {
            remarks.add("Deprecated by the text, but still sent.");
        }
        return String.join(" ", remarks);
    }

    private static Accessor accessor(Property property, String members) {
        String name = "\"" + property.name() + "\"";
        boolean list = property.type().kind() == Kind.LIST;
        PropertyType type = property.itemType();
        if (list) {
            return switch (type.kind()) {
                case REFERENCE -> new Accessor("List<StixId>", members + ".references(" + name + ")");
                case PART -> {
                    String view = className(((PropertyType.Part) type).name());
                    yield new Accessor("List<" + view + ">", members + ".parts(" + name + ", " + view + "::new)");
                }
                default -> new Accessor("List<String>", members + ".texts(" + name + ")");
            };
        }
        return switch (type.kind()) {
            case BOOLEAN -> scalar(property, "Boolean", members, "flag");
            case INTEGER -> scalar(property, "Long", members, "integer");
            case FLOAT -> scalar(property, "Double", members, "decimal");
            case TIMESTAMP -> scalar(property, "StixTimestamp", members, "time");
            case REFERENCE -> scalar(property, "StixId", members, "reference");
            case HASHES -> new Accessor("Map<String, String>", members + ".textsByKey(" + name + ")");
            case PART -> {
                String view = className(((PropertyType.Part) type).name());
                yield new Accessor("Optional<" + view + ">", members + ".part(" + name + ", " + view + "::new)");
            }
            case DICTIONARY, EXTENSIONS, CONTAINER, MARKING -> scalar(property, "JsonObject", members, "object");
            default -> scalar(property, "String", members, "text");
        };
    }

    private static Accessor scalar(Property property, String type, String members, String method) {
        String read = members + "." + method + "(\"" + property.name() + "\")";
        String plain = switch (type) {
            case "Boolean" -> "boolean";
            case "Long" -> "long";
            case "Double" -> "double";
            default -> type;
        };
        if (property.isRequired()) {
            return new Accessor(plain, members + ".required(\"" + property.name() + "\", " + read + ")");
        }
        return property.defaultValue().isPresent()
                ? new Accessor(
                        plain, read + ".orElse(" + property.defaultValue().get() + ")")
                : new Accessor("Optional<" + type + ">", read);
    }

    private static String complete(String body) {
        Set<String> imports = new TreeSet<>();
        IMPORTS.forEach((word, name) -> {
            if (body.contains(word)) {
                imports.add("import " + name + ";\n");
            }
        });
        return "package io.tidings.stix.view;\n\n" + String.join("", imports) + (imports.isEmpty() ? "" : "\n") + body;
    }

    private static String className(String name) {
        String plain = name.endsWith("-type") ? name.substring(0, name.length() - "-type".length()) : name;
        StringBuilder out = new StringBuilder();
        for (String word : plain.split("[-_]")) {
            out.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return out.toString();
    }

    private static String methodName(String name) {
        if (name.equals("abstract")) {
            return "abstractText"; // a word of the language
        }
        String camel = className(name);
        return camel.substring(0, 1).toLowerCase(Locale.ROOT) + camel.substring(1);
    }
}
