package io.tidings.stix.pattern.extract;

import io.tidings.stix.pattern.syntax.Place;
import java.util.Optional;

/**
 * A value that a pattern compares with.
 *
 * @param value as the pattern has it
 * @param key to look it up by: equal for values that mean the same, such as domain names in other letter case,
 *     IPv6 addresses in other spelling
 * @param algorithm of a {@link IndicatorKind#HASH}, {@code SHA-256}
 * @param relation how a property is compared with the value
 * @param role what the presence of the value says about the whole pattern
 * @param observation which {@code […]} it stands in, counted from 0
 * @param qualified whether a qualifier asks for more: several sightings, a time
 * @param place of the comparison in the pattern's text
 */
public record PlainIndicator(
        IndicatorKind kind,
        String value,
        String key,
        Optional<String> algorithm,
        Relation relation,
        Role role,
        int observation,
        boolean qualified,
        Place place) {
    /** How a property is compared with the value. */
    public enum Relation {
        EQUAL,
        /** The property lies inside the network. */
        INSIDE,
        /** The property is a network around the value. */
        AROUND
    }

    /** What the presence of the value says. */
    public enum Role {
        /** It alone makes the pattern match, but for qualifiers. */
        ALONE,
        /** It is needed or helps, together with other comparisons. */
        WITH_OTHERS,
        /** Its absence is asked for: the value is no indicator of anything by itself. */
        NEGATED
    }
}
