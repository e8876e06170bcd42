package io.tidings.taxii.server.query;

import java.util.Set;

/** Which parameters an endpoint knows (TAXII 2.1 §5); it ignores all others. */
public enum QueryScope {
    /** Get Objects (§5.4): everything, with the filters of the interoperability document. */
    OBJECTS(true, true, Set.of("id", "type", "version", "spec_version")),
    /** Get Manifest (§5.3): as Get Objects. */
    MANIFEST(true, true, Set.of("id", "type", "version", "spec_version")),
    /** Get an Object (§5.6). */
    OBJECT(true, false, Set.of("version", "spec_version")),
    /** Get Versions (§5.8). */
    VERSIONS(true, false, Set.of("spec_version")),
    /** Delete an Object (§5.7). */
    DELETE(false, false, Set.of("version", "spec_version"));

    private final boolean paged;
    private final boolean propertyFilters;
    private final Set<String> matchFields;

    QueryScope(boolean paged, boolean propertyFilters, Set<String> matchFields) {
        this.paged = paged;
        this.propertyFilters = propertyFilters;
        this.matchFields = matchFields;
    }

    /** Whether {@code added_after}, {@code limit} and {@code next} mean something. */
    boolean isPaged() {
        return paged;
    }

    boolean knows(String matchField, PropertyFilters filters) {
        return matchFields.contains(matchField) || propertyFilters && filters.supports(matchField);
    }
}
