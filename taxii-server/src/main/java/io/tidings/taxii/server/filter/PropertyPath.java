package io.tidings.taxii.server.filter;

import java.util.Set;

/**
 * Where a property is looked for.
 *
 * @param types of the objects that have it there; empty for any
 * @param path names joined by dots; {@code []} after a name stands for each element of the list
 */
record PropertyPath(Set<String> types, String path) {
    static PropertyPath anywhere(String path) {
        return new PropertyPath(Set.of(), path);
    }

    static PropertyPath of(String path, String... types) {
        return new PropertyPath(Set.of(types), path);
    }

    PropertyPath {
        types = Set.copyOf(types);
    }

    /** The last name, which an object must contain to have the property. */
    String leaf() {
        String last = path.substring(path.lastIndexOf('.') + 1);
        return last.endsWith("[]") ? last.substring(0, last.length() - 2) : last;
    }
}
