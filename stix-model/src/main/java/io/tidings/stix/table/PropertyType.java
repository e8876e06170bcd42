package io.tidings.stix.table;

import java.util.List;
import java.util.Set;

/** The type of a property, of a list's items or of a dictionary's values (STIX 2.1 §2). */
public sealed interface PropertyType {
    /** For a switch; each kind but those of {@link Plain} and {@link Numeric} has its own record. */
    Kind kind();

    enum Kind {
        STRING,
        BOOLEAN,
        /** {@code YYYY-MM-DDTHH:mm:ss[.s+]Z} in a string (§2.16). */
        TIMESTAMP,
        /** Base64 in a string (§2.1). */
        BINARY,
        /** Pairs of lower-case hexadecimal digits in a string (§2.8). */
        HEX,
        /** An object from algorithm to digest (§2.7). */
        HASHES,
        INTEGER,
        FLOAT,
        /** The identifier of an object, in a string (§2.9). */
        REFERENCE,
        /** A term of a vocabulary, in a string (§2.4, §2.14). */
        TERM,
        /** An object with a table of its own. */
        PART,
        /** An object with any keys (§2.3). */
        DICTIONARY,
        LIST,
        /** An object from extension to its properties (§3.2, §7.3). */
        EXTENSIONS,
        /** The deprecated observable container: an object from local key to SCO (§2.13). */
        CONTAINER,
        /** The content of a marking definition, shaped by its {@code definition_type} (§7.2.1). */
        MARKING,
        /** The objects of a bundle (§8). */
        OBJECTS
    }

    /** A type that its kind says all about. */
    record Plain(Kind kind) implements PropertyType {}

    /**
     * An integer or float.
     *
     * @param least inclusive; negative infinity where none is stated
     * @param most inclusive; infinity where none is stated
     */
    record Numeric(Kind kind, double least, double most) implements PropertyType {}

    /** @param targets the types that may be referred to, classes spelled out; empty where any object may */
    record Reference(Set<String> targets) implements PropertyType {
        public Reference {
            targets = Set.copyOf(targets);
        }

        @Override
        public Kind kind() {
            return Kind.REFERENCE;
        }

        /** Whether an object of type {@code type}, which may be one that STIX does not define, may be referred to. */
        public boolean allows(String type) {
            return targets.isEmpty() || targets.contains(type);
        }
    }

    record Term(Vocabulary vocabulary) implements PropertyType {
        @Override
        public Kind kind() {
            return Kind.TERM;
        }
    }

    /** @param name of the part's table, see {@link ObjectTables#part(String)} */
    record Part(String name) implements PropertyType {
        @Override
        public Kind kind() {
            return Kind.PART;
        }
    }

    /** @param values the types its values may have; empty where any may */
    record Dictionary(List<PropertyType> values) implements PropertyType {
        public Dictionary {
            values = List.copyOf(values);
        }

        @Override
        public Kind kind() {
            return Kind.DICTIONARY;
        }
    }

    record ListOf(PropertyType item) implements PropertyType {
        @Override
        public Kind kind() {
            return Kind.LIST;
        }
    }
}
