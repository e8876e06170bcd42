package io.tidings.stix.table;

import io.tidings.stix.table.Constraint.Stated;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A type of objects that stand inside properties, such as {@code external-reference}. */
public record PartTable(String name, String section, Map<String, Property> properties, List<Stated> constraints)
        implements PropertyTable {
    public PartTable {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        constraints = List.copyOf(constraints);
    }
}
