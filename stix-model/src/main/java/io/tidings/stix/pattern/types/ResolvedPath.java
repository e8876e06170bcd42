package io.tidings.stix.pattern.types;

import io.tidings.stix.pattern.syntax.Place;
import io.tidings.stix.table.PropertyType;
import io.tidings.stix.validate.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a path leads by the tables.
 *
 * @param type of the value it selects; empty where the tables do not say, as for custom types
 * @param owners the types of the objects that hold the last property; empty where the tables do not say
 * @param problems what is doubtful about the way
 */
public record ResolvedPath(Optional<PropertyType> type, Set<String> owners, List<Problem> problems) {
    /** @param section of STIX 2.1 */
    public record Problem(Severity severity, Place place, String section, String message, String remedy) {}

    public ResolvedPath {
        owners = Set.copyOf(owners);
        problems = List.copyOf(problems);
    }

    /** The kind of value selected, if the tables say. */
    public Optional<PropertyType.Kind> kind() {
        return type.map(PropertyType::kind);
    }
}
