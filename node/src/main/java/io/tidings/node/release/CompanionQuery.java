package io.tidings.node.release;

import io.tidings.node.companion.Companion;
import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.version.VersionSelector;
import io.tidings.taxii.server.query.ObjectsQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a request for companions means for the entries that they are about: every version at the same position. */
final class CompanionQuery {
    private static final Set<SpecVersion> EVERY = Set.of(SpecVersion.V2_0, SpecVersion.V2_1);

    private CompanionQuery() {}

    static ObjectsQuery ofEntries(ObjectsQuery query) {
        // Filters that no companion meets leave nothing to select.
        Optional<Set<SpecVersion>> specs = meetsFilters(query) ? Optional.of(EVERY) : Optional.of(Set.of());
        return new ObjectsQuery(
                query.addedAfter(),
                query.resume(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                specs,
                Optional.of(VersionSelector.ALL),
                List.of());
    }

    private static boolean meetsFilters(ObjectsQuery query) {
        return query.ids().isEmpty()
                && query.properties().isEmpty()
                && query.types()
                        .filter(types -> !types.contains(Companion.TYPE))
                        .isEmpty()
                && query.specVersions()
                        .filter(specs -> !specs.contains(SpecVersion.V2_1))
                        .isEmpty();
    }
}
