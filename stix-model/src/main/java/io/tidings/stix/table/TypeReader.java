package io.tidings.stix.table;

import io.tidings.stix.table.PropertyType.Dictionary;
import io.tidings.stix.table.PropertyType.Kind;
import io.tidings.stix.table.PropertyType.ListOf;
import io.tidings.stix.table.PropertyType.Numeric;
import io.tidings.stix.table.PropertyType.Part;
import io.tidings.stix.table.PropertyType.Plain;
import io.tidings.stix.table.PropertyType.Reference;
import io.tidings.stix.table.PropertyType.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the notation of property types in the resource. */
final class TypeReader {
    private final Map<String, Vocabulary> vocabularies;
    private final Map<String, Set<String>> classes;

    /** @param classes the types behind {@code @SDO} and the like */
    TypeReader(Map<String, Vocabulary> vocabularies, Map<String, Set<String>> classes) {
        this.vocabularies = vocabularies;
        this.classes = classes;
    }

    PropertyType read(String text) {
        int colon = text.indexOf(':');
        if (colon > 0) {
            String rest = text.substring(colon + 1);
            return switch (text.substring(0, colon)) {
                case "list" -> new ListOf(read(rest));
                case "part" -> new Part(rest);
                case "id" -> new Reference(types(rest));
                case "ov" -> new Term(vocabulary(rest, true));
                case "enum" -> new Term(vocabulary(rest, false));
                case "dictionary" -> new Dictionary(alternatives(rest));
                default -> throw new IllegalArgumentException("no type: " + text);
            };
        }
        return switch (text) {
            case "id" -> new Reference(Set.of());
            case "dictionary" -> new Dictionary(List.of());
            default ->
                text.startsWith("integer")
                        ? numeric(Kind.INTEGER, text.substring("integer".length()))
                        : text.startsWith("float")
                                ? numeric(Kind.FLOAT, text.substring("float".length()))
                                : new Plain(Kind.valueOf(text.toUpperCase(Locale.ROOT)));
        };
    }

    /** The types in {@code a|b}, classes spelled out. */
    Set<String> types(String text) {
        Set<String> types = new LinkedHashSet<>();
        for (String name : text.split("\\|")) {
            if (name.startsWith("@")) {
                types.addAll(classes.getOrDefault(name, Set.of()));
            } else {
                types.add(name);
            }
        }
        return types;
    }

    private static PropertyType numeric(Kind kind, String range) {
        if (range.isEmpty()) {
            return new Numeric(kind, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        int dots = range.indexOf("..");
        String most = range.substring(dots + 2, range.length() - 1);
        return new Numeric(
                kind,
                Double.parseDouble(range.substring(1, dots)),
                most.isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(most));
    }

    private List<PropertyType> alternatives(String text) {
        if (text.indexOf(':') >= 0) {
            return List.of(read(text));
        }
        List<PropertyType> types = new ArrayList<>();
        for (String alternative : text.split("\\|")) {
            types.add(read(alternative));
        }
        return types;
    }

    private Vocabulary vocabulary(String name, boolean open) {
        Vocabulary named = vocabularies.get(name);
        if (named != null) {
            return named;
        }
        if (name.indexOf('|') < 0) {
            throw new IllegalArgumentException("no vocabulary: " + name);
        }
        return new Vocabulary(name, "", open, new LinkedHashSet<>(List.of(name.split("\\|"))));
    }
}
