package io.tidings.stix.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All tables of STIX 2.1. Immutable; safe for use by several threads. */
public final class ObjectTables {
    private final Map<String, ObjectTable> types;
    private final Map<String, ExtensionTable> extensions;
    private final Map<String, PartTable> parts;
    private final Map<String, Vocabulary> vocabularies;
    private final Relationships relationships;

    ObjectTables(
            Map<String, ObjectTable> types,
            Map<String, ExtensionTable> extensions,
            Map<String, PartTable> parts,
            Map<String, Vocabulary> vocabularies,
            Relationships relationships) {
        this.types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        this.extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
        this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        this.vocabularies = Collections.unmodifiableMap(new LinkedHashMap<>(vocabularies));
        this.relationships = relationships;
    }

    /** Read when first asked for, so that a program that needs no tables pays nothing. */
    private static final class Standard {
        private static final ObjectTables TABLES = TableReader.readStandard();
    }

    /** The tables of STIX 2.1. */
    public static ObjectTables standard() {
        return Standard.TABLES;
    }

    /** The object type of that name, {@code bundle} included; empty for one that STIX does not define. */
    public Optional<ObjectTable> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The predefined extension with that key. */
    public Optional<ExtensionTable> extension(String key) {
        return Optional.ofNullable(extensions.get(key));
    }

    /** The type of objects inside properties with that name. */
    public Optional<PartTable> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    public Optional<Vocabulary> vocabulary(String name) {
        return Optional.ofNullable(vocabularies.get(name));
    }

    /** By name: 43 with {@code bundle}. */
    public Map<String, ObjectTable> types() {
        return types;
    }

    /** By key. */
    public Map<String, ExtensionTable> extensions() {
        return extensions;
    }

    /** By name. */
    public Map<String, PartTable> parts() {
        return parts;
    }

    /** By name; open vocabularies and enumerations. */
    public Map<String, Vocabulary> vocabularies() {
        return vocabularies;
    }

    public Relationships relationships() {
        return relationships;
    }

    /** The class of an object type; empty for one that STIX does not define. */
    public Optional<ObjectClass> classOf(String type) {
        return type(type).map(ObjectTable::objectClass);
    }

    /** The property names that must not occur (§3.8), with the one that published schemas reserve instead (S-230). */
    public Set<String> reservedNames() {
        return Set.of("severity", "username", "phone_number", "phone_numbers", "action");
    }
}
