package io.tidings.stix.pattern.syntax;

import java.util.List;

/**
 * The way from an object to a value, {@code file:hashes.'SHA-256'} (STIX 2.1 §9.7).
 *
 * @param objectType of the object at which the way begins
 * @param steps from the object inwards; the first is a {@link Key}
 */
public record ObjectPath(Place place, String objectType, List<Step> steps) {
    /** One step of a path. */
    public sealed interface Step permits Key, Index, AnyItem {
        Place place();
    }

    /** A property or dictionary key; {@code _ref} and {@code _refs} lead on into the objects referred to. */
    public record Key(Place place, String name) implements Step {
        /** Leads from an identifier to its object. */
        public boolean isReference() {
            return name.endsWith("_ref");
        }

        /** Leads from a list of identifiers to their objects. */
        public boolean isReferenceList() {
            return name.endsWith("_refs");
        }
    }

    /** @param index from 0; a negative one is against the text and selects nothing */
    public record Index(Place place, int index) implements Step {}

    /** {@code [*]}: each item of a list in turn. */
    public record AnyItem(Place place) implements Step {}

    /** @throws IllegalArgumentException if the first step is no key */
    public ObjectPath {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || !(steps.get(0) instanceof Key)) {
            throw new IllegalArgumentException("an object path begins with a property (STIX 2.1 §9.7)");
        }
    }

    /** The last step that is a key: it names the property that holds the value. */
    public Key lastKey() {
        for (int i = steps.size() - 1; i > 0; i--) {
            if (steps.get(i) instanceof Key key) {
                return key;
            }
        }
        return (Key) steps.get(0);
    }

    /** As it is written in a pattern, in canonical form. */
    @Override
    public String toString() {
        return PatternPrinter.print(this);
    }
}
