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

    private static final String NOTICE = Notices.TYPE;

    private CompanionQuery() {}

    static ObjectsQuery ofEntries(ObjectsQuery query) {
        return new ObjectsQuery(
                query.addedAfter(),
                query.resume(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(EVERY),
                Optional.of(VersionSelector.ALL),
                List.of());
    }

    /** Whether the request means recalls too. */
    static boolean wantsNotices(ObjectsQuery query) {
        return meetsFilters(query, NOTICE);
    }

    /** Whether any companion meets the request's filters. */
    static boolean wantsEntries(ObjectsQuery query) {
        return meetsFilters(query, Companion.TYPE);
    }

    private static boolean meetsFilters(ObjectsQuery query, String type) {
        return query.ids().isEmpty()
                && query.properties().isEmpty()
                && query.types().filter(types -> !types.contains(type)).isEmpty()
                && query.specVersions()
                        .filter(specs -> !specs.contains(SpecVersion.V2_1))
                        .isEmpty();
    }
}
