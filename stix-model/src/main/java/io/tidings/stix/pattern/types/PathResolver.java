package io.tidings.stix.pattern.types;

import io.tidings.stix.pattern.syntax.ObjectPath;
import io.tidings.stix.pattern.syntax.ObjectPath.Step;
import io.tidings.stix.pattern.syntax.Place;
import io.tidings.stix.pattern.types.ResolvedPath.Problem;
import io.tidings.stix.table.ExtensionTable;
import io.tidings.stix.table.ObjectClass;
import io.tidings.stix.table.ObjectTable;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.table.Property;
import io.tidings.stix.table.PropertyTable;
import io.tidings.stix.table.PropertyType;
import io.tidings.stix.table.PropertyType.Kind;
import io.tidings.stix.validate.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows an object path through the tables (STIX 2.1 §9.7); one instance for one path. */
public final class PathResolver {
    /** What STIX 2.0 called them, which patterns written for it still say. */
    private static final Map<String, String> RENAMED = Map.of(
            "created", "ctime",
            "modified", "mtime",
            "accessed", "atime",
            "is_encrypted", "encryption_algorithm",
            "creation_time", "created_time",
            "arguments", "command_line",
            "name", "display_name");

    private final ObjectTables tables;
    private final ObjectPath path;
    private final List<Problem> problems = new ArrayList<>();
    /** The alternatives at the present place, where it is an object. */
    private List<PropertyTable> at = List.of();
    /** What is at the present place otherwise; empty where the tables do not say. */
    private Optional<PropertyType> value = Optional.empty();

    private Set<String> owners = Set.of();

    private PathResolver(ObjectTables tables, ObjectPath path) {
        this.tables = tables;
        this.path = path;
    }

    public static ResolvedPath resolve(ObjectTables tables, ObjectPath path) {
        PathResolver resolver = new PathResolver(tables, path);
        resolver.walk();
        return new ResolvedPath(resolver.value, resolver.owners, resolver.problems);
    }

    private void walk() {
        Optional<ObjectTable> type = tables.type(path.objectType());
        if (type.isEmpty()) {
            if (!path.objectType().startsWith("x-")) {
                problem(
                        Severity.WARNING,
                        path.place(),
                        "STIX 2.1 defines no object type \"" + path.objectType() + "\"",
                        nearest(path.objectType(), tables.types().keySet())
                                .map(name -> "\"" + name + "\" is one")
                                .orElse("if it comes from an extension, only those who know that can match it"));
            }
            return;
        }
        if (type.get().objectClass() != ObjectClass.SCO) {
            problem(
                    Severity.ERROR,
                    path.place(),
                    "\"" + path.objectType() + "\" is no cyber-observable object, and patterns see no others",
                    "begin the path with the type of an SCO, such as file or ipv4-addr");
            return;
        }
        at = List.of(type.get());
        for (Step step : path.steps()) {
            boolean known = step instanceof ObjectPath.Key key ? member(key) : item(step);
            if (!known) {
                at = List.of();
                value = Optional.empty();
                owners = Set.of();
                return;
            }
        }
    }

    /** Goes to a member; false where the way is lost. */
    private boolean member(ObjectPath.Key key) {
        if (!at.isEmpty()) {
            return property(key);
        }
        if (value.isEmpty()) {
            return false;
        }
        return switch (value.get().kind()) {
            case HASHES -> scalar(key);
            case DICTIONARY -> entry(((PropertyType.Dictionary) value.get()).values());
            case EXTENSIONS -> extension(key);
            case LIST ->
                wrong(
                        key.place(),
                        "what stands before \"." + key.name() + "\" is a list",
                        "put [*] or an index after it");
            default ->
                wrong(
                        key.place(),
                        "what stands before \"." + key.name() + "\" is a "
                                + word(value.get().kind()) + " and has no members",
                        "end the path before it");
        };
    }

    private boolean property(ObjectPath.Key key) {
        List<PropertyTable> having = having(key.name());
        if (having.isEmpty()) {
            unknownProperty(key);
            return false;
        }
        Property property = having.get(0).property(key.name()).orElseThrow();
        if (property.is(Property.Trait.DEPRECATED)) {
            problem(Severity.NOTE, key.place(), "\"" + key.name() + "\" is deprecated", "see what replaces it");
        }
        owners = having.size() == 1
                ? Set.of(having.get(0).name())
                : having.stream().map(PropertyTable::name).collect(Collectors.toUnmodifiableSet());
        arrive(property.type());
        return true;
    }

    /** Those of the alternatives here that have a property of that name. */
    private List<PropertyTable> having(String name) {
        if (at.size() == 1) {
            return at.get(0).property(name).isPresent() ? at : List.of();
        }
        return at.stream().filter(table -> table.property(name).isPresent()).toList();
    }

    /** References lead on to the tables of what they may refer to. */
    private void arrive(PropertyType type) {
        at = List.of();
        value = Optional.of(type);
        if (type instanceof PropertyType.Reference reference) {
            List<PropertyTable> targets = new ArrayList<>();
            for (String target : reference.targets()) {
                tables.type(target)
                        .filter(table -> table.objectClass() == ObjectClass.SCO)
                        .ifPresent(targets::add);
            }
            at = targets;
        } else if (type instanceof PropertyType.Part part) {
            at = tables.part(part.name()).<List<PropertyTable>>map(List::of).orElse(List.of());
        }
    }

    private boolean item(Step step) {
        if (value.isEmpty()) {
            return false;
        }
        if (value.get() instanceof PropertyType.ListOf list) {
            arrive(list.item());
            return true;
        }
        return wrong(
                step.place(),
                "an index stands after a " + word(value.get().kind()) + ", which is no list",
                "leave the index out");
    }

    private boolean scalar(ObjectPath.Key key) {
        if (!tables.vocabulary("hash-algorithm-ov")
                .map(v -> v.contains(key.name()))
                .orElse(true)) {
            problem(
                    Severity.WARNING,
                    key.place(),
                    "\"" + key.name() + "\" is no name of a hash algorithm in hash-algorithm-ov",
                    "write MD5, 'SHA-1', 'SHA-256', 'SHA-512', 'SHA3-256', 'SHA3-512', SSDEEP or TLSH as they stand there");
        }
        value = Optional.of(new PropertyType.Plain(Kind.STRING));
        return true;
    }

    private boolean entry(List<PropertyType> values) {
        if (values.size() == 1) {
            arrive(values.get(0));
            return true;
        }
        return false;
    }

    private boolean extension(ObjectPath.Key key) {
        Optional<ExtensionTable> extension = tables.extension(key.name());
        if (extension.isPresent()) {
            if (!extension.get().extended().equals(path.objectType())
                    && path.steps().size() == 1) {
                problem(
                        Severity.WARNING,
                        key.place(),
                        "\"" + key.name() + "\" extends " + extension.get().extended(),
                        "begin the path with that type");
            }
            at = List.of(extension.get());
            value = Optional.of(new PropertyType.Plain(Kind.PART));
            return true;
        }
        if (!key.name().startsWith("extension-definition--")) {
            problem(
                    Severity.WARNING,
                    key.place(),
                    "STIX 2.1 defines no extension \"" + key.name() + "\"",
                    "a foreign extension's key is the identifier of its extension-definition");
        }
        return false;
    }

    private void unknownProperty(ObjectPath.Key key) {
        if (key.name().startsWith("x_")) {
            return;
        }
        Set<String> names = at.stream()
                .flatMap(table -> table.properties().keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
        String renamed = RENAMED.getOrDefault(key.name(), "");
        Optional<String> better = names.contains(renamed) ? Optional.of(renamed) : nearest(key.name(), names);
        String owner = at.stream().map(PropertyTable::name).sorted().collect(Collectors.joining(" or "));
        problem(
                Severity.WARNING,
                key.place(),
                owner + " has no property \"" + key.name() + "\"",
                better.map(name -> "\"" + name + "\" is one")
                        .orElse("if it comes from an extension, only those who know that can match it"));
    }

    private boolean wrong(Place place, String message, String remedy) {
        problem(Severity.WARNING, place, message, remedy);
        return false;
    }

    private void problem(Severity severity, Place place, String message, String remedy) {
        problems.add(new Problem(severity, place, "§9.7", message, remedy));
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case PART, DICTIONARY, HASHES, EXTENSIONS -> "object";
            case REFERENCE -> "reference";
            case TERM, STRING -> "string";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    /** The one of {@code names} that a slip of at most two letters could have made into {@code name}. */
    private static Optional<String> nearest(String name, Set<String> names) {
        if (name.length() > 64) {
            return Optional.empty();
        }
        return names.stream()
                .filter(candidate -> distance(name, candidate) <= (name.length() < 4 ? 1 : 2))
                .min((a, b) -> {
                    int closer = Integer.compare(distance(name, a), distance(name, b));
                    return closer != 0 ? closer : a.compareTo(b);
                });
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int above = row[j];
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(diagonal + change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
