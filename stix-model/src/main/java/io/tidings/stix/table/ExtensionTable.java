package io.tidings.stix.table;

import io.tidings.stix.table.Constraint.Stated;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A predefined extension; its name is its key in {@code extensions}.
 *
 * @param extended the object type that may have it
 */
public record ExtensionTable(
        String name, String extended, String section, Map<String, Property> properties, List<Stated> constraints)
        implements PropertyTable {
    public ExtensionTable {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        constraints = List.copyOf(constraints);
    }
}
