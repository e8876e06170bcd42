package io.tidings.stix.table;

import io.tidings.stix.table.Constraint.Stated;
import io.tidings.stix.table.Property.Trait;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the tables' resource, whose own first lines explain its form; used once. */
final class TableReader {
    private static final String RESOURCE = "tables.txt";

    private final List<Block> blocks;
    private final Map<String, Vocabulary> vocabularies = new LinkedHashMap<>();
    private final Map<String, Set<String>> classes = new LinkedHashMap<>();
    private final TypeReader types = new TypeReader(vocabularies, classes);
    private final Map<String, Property> common = new LinkedHashMap<>();
    private final Map<String, List<String>> commonOfClass = new LinkedHashMap<>();
    private final Map<String, ObjectTable> objects = new LinkedHashMap<>();
    private final Map<String, ExtensionTable> extensions = new LinkedHashMap<>();
    private final Map<String, PartTable> parts = new LinkedHashMap<>();
    private final Map<String, Map<String, Set<String>>> relationships = new LinkedHashMap<>();

    /** A line at the margin and the lines indented below it, each cut into words. */
    private record Block(List<String> head, List<List<String>> lines) {}

    private TableReader(List<Block> blocks) {
        this.blocks = blocks;
    }

    static ObjectTables readStandard() {
        try (InputStream in = TableReader.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the library is incomplete: no " + RESOURCE);
            }
            return new TableReader(blocks(in)).read();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the library cannot be read: " + RESOURCE, unreadable);
        }
    }

    private static List<Block> blocks(InputStream in) throws IOException {
        List<Block> blocks = new ArrayList<>();
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isEmpty() || line.charAt(0) == '#') {
                continue;
            }
            List<String> words = List.of(line.strip().split(" +"));
            if (line.charAt(0) == ' ') {
                blocks.get(blocks.size() - 1).lines().add(words);
            } else {
                blocks.add(new Block(words, new ArrayList<>()));
            }
        }
        return blocks;
    }

    private ObjectTables read() {
        for (Block block : blocks) {
            if (block.head().get(0).equals("object")) {
                String objectClass = "@" + block.head().get(2).toUpperCase(Locale.ROOT);
                String type = block.head().get(1);
                classes.computeIfAbsent(objectClass, key -> new LinkedHashSet<>())
                        .add(type);
                if (!objectClass.equals("@BUNDLE")) {
                    classes.computeIfAbsent("@STIX-OBJECT", key -> new LinkedHashSet<>())
                            .add(type);
                }
            }
        }
        blocks.forEach(this::block);
        return new ObjectTables(objects, extensions, parts, vocabularies, new Relationships(relationships));
    }

    private void block(Block block) {
        List<String> head = block.head();
        String name = head.get(1);
        switch (head.get(0)) {
            case "vocabulary" -> vocabularies.put(name, vocabulary(block));
            case "common" -> common.put(name, property(head.subList(1, head.size()), EnumSet.of(Trait.COMMON)));
            case "class" -> commonOfClass.put(name, head.subList(2, head.size()));
            case "object" -> objects.put(name, object(block));
            case "extension" ->
                extensions.put(
                        name,
                        new ExtensionTable(name, head.get(2), head.get(3), properties(block), constraints(block)));
            case "part" -> parts.put(name, new PartTable(name, head.get(2), properties(block), constraints(block)));
            case "relationship" ->
                relationships
                        .computeIfAbsent(name, key -> new LinkedHashMap<>())
                        .put(head.get(2), types.types(String.join("|", head.subList(3, head.size()))));
            default -> throw new IllegalArgumentException("no table: " + head);
        }
    }

    private static Vocabulary vocabulary(Block block) {
        List<String> head = block.head();
        Set<String> terms = new LinkedHashSet<>();
        block.lines().forEach(terms::addAll);
        return new Vocabulary(head.get(1), head.get(3), head.get(2).equals("open"), terms);
    }

    private ObjectTable object(Block block) {
        List<String> head = block.head();
        String name = head.get(1);
        Map<String, Property> properties = new LinkedHashMap<>();
        List<String> names = commonOfClass.getOrDefault(name, commonOfClass.getOrDefault(head.get(2), List.of()));
        for (String commonName : names) {
            Property property = commonProperty(commonName);
            properties.put(property.name(), property);
        }
        properties.putAll(properties(block));
        List<String> from = block.lines().stream()
                .filter(words -> words.get(0).equals("from"))
                .map(words -> words.subList(1, words.size()))
                .findFirst()
                .orElse(List.of());
        ObjectClass objectClass = ObjectClass.valueOf(head.get(2).toUpperCase(Locale.ROOT));
        return new ObjectTable(name, objectClass, head.get(3), properties, constraints(block), from);
    }

    private Property commonProperty(String name) {
        boolean required = name.endsWith("!");
        Property property = common.get(required ? name.substring(0, name.length() - 1) : name);
        if (property == null) {
            throw new IllegalArgumentException("no common property: " + name);
        }
        if (!required) {
            return property;
        }
        Set<Trait> traits = EnumSet.copyOf(property.traits());
        traits.add(Trait.REQUIRED);
        return new Property(property.name(), property.type(), traits, property.format(), property.defaultValue());
    }

    private Map<String, Property> properties(Block block) {
        Map<String, Property> properties = new LinkedHashMap<>();
        for (List<String> words : block.lines()) {
            if (!words.get(0).equals("from") && !isConstraint(words)) {
                properties.put(words.get(0), property(words, EnumSet.noneOf(Trait.class)));
            }
        }
        return properties;
    }

    private static List<Stated> constraints(Block block) {
        return block.lines().stream()
                .filter(TableReader::isConstraint)
                .map(ConstraintReader::read)
                .toList();
    }

    private static boolean isConstraint(Collection<String> words) {
        return words.iterator().next().startsWith("S-");
    }

    private Property property(List<String> words, Set<Trait> traits) {
        Optional<Format> format = Optional.empty();
        Optional<Boolean> defaultValue = Optional.empty();
        for (String flag : words.subList(2, words.size())) {
            int equals = flag.indexOf('=');
            String value = flag.substring(equals + 1);
            switch (equals < 0 ? flag : flag.substring(0, equals)) {
                case "required" -> traits.add(Trait.REQUIRED);
                case "should" -> traits.add(Trait.RECOMMENDED);
                case "deprecated" -> traits.add(Trait.DEPRECATED);
                case "reserved" -> traits.add(Trait.RESERVED);
                case "reference-must" -> traits.add(Trait.TARGETS_MANDATORY);
                case "digits" -> traits.add(Trait.MILLISECONDS);
                case "whole-seconds" -> traits.add(Trait.WHOLE_SECONDS);
                case "format" -> format = Optional.of(Format.of(value));
                case "default" -> defaultValue = Optional.of(Boolean.valueOf(value));
                default -> throw new IllegalArgumentException("no flag: " + flag);
            }
        }
        return new Property(words.get(0), types.read(words.get(1)), traits, format, defaultValue);
    }
}
