package io.tidings.stix.table;

import io.tidings.stix.table.Constraint.Stated;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The properties that one type of JSON object has, and their constraints. */
public sealed interface PropertyTable permits ObjectTable, ExtensionTable, PartTable {
    String name();

    /** Of the STIX 2.1 text, {@code 4.7}. */
    String section();

    /** By name, in the order of the text, which is also the order to write them in. */
    Map<String, Property> properties();

    List<Stated> constraints();

    default Optional<Property> property(String name) {
        return Optional.ofNullable(properties().get(name));
    }
}
