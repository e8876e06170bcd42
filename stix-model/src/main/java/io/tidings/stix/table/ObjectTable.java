package io.tidings.stix.table;

import io.tidings.stix.table.Constraint.Stated;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object type.
 *
 * @param identifyingProperties of an SCO, those that make up its deterministic identifier (§2.9), in the text's order;
 *     empty for {@code process} and for all other classes
 */
public record ObjectTable(
        String name,
        ObjectClass objectClass,
        String section,
        Map<String, Property> properties,
        List<Stated> constraints,
        List<String> identifyingProperties)
        implements PropertyTable {
    public ObjectTable {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        constraints = List.copyOf(constraints);
        identifyingProperties = List.copyOf(identifyingProperties);
    }

    /** Whether its objects have versions (§3.6): {@code modified} is what makes one. */
    public boolean isVersioned() {
        return properties.containsKey("modified");
    }
}
