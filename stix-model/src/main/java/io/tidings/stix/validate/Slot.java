package io.tidings.stix.validate;

import io.tidings.stix.table.Property;

/**
 * A property of a table with its check.
 *
 * @param index among the table's properties, below 64
 * @param kept whether rules need its value later
 */
record Slot(int index, Property property, ValueCheck check, boolean kept) {
    String name() {
        return property.name();
    }

    boolean required() {
        return property.isRequired();
    }

    boolean common() {
        return property.is(Property.Trait.COMMON);
    }
}
