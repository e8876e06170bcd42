package io.tidings.stix.table;

import java.util.Optional;
import java.util.Set;

/**
 * A property as its table states it.
 *
 * @param format what its string, or each string of its list, has to be
 * @param defaultValue of a boolean, what its absence means
 */
public record Property(
        String name, PropertyType type, Set<Trait> traits, Optional<Format> format, Optional<Boolean> defaultValue) {

    /** What a property is besides its type. */
    public enum Trait {
        /** Has to be present. */
        REQUIRED,
        /** SHOULD be present. */
        RECOMMENDED,
        /** Legal, but not to be written any more. */
        DEPRECATED,
        /** Its name must not occur (§3.8). */
        RESERVED,
        /** One that the whole class of objects has (§3.2). */
        COMMON,
        /** Targets outside {@link PropertyType.Reference#targets()} break a MUST. */
        TARGETS_MANDATORY,
        /** A timestamp with at least three digits of a second (§3.2). */
        MILLISECONDS,
        /** A timestamp without a fraction (§6.7.6). */
        WHOLE_SECONDS
    }

    public Property {
        traits = Set.copyOf(traits);
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    public boolean isRequired() {
        return is(Trait.REQUIRED);
    }

    /** The type of the value, or of each value of a list. */
    public PropertyType itemType() {
        return type instanceof PropertyType.ListOf list ? list.item() : type;
    }
}
