package io.tidings.node.contentpackage;

import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.version.VersionSelector;
import io.tidings.taxii.server.backend.PageEnd;
import io.tidings.taxii.server.query.ObjectsQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What packages ask the release door for: every version of every object, as a peer that follows does. */
final class PackageQueries {
    private static final int PAGE = 5_000;
    private static final Set<SpecVersion> EVERY = Set.of(SpecVersion.V2_0, SpecVersion.V2_1);

    private PackageQueries() {}

    /** The first page after a position, or of all. */
    static ObjectsQuery after(Optional<Instant> position) {
        return query(position, Optional.empty(), Optional.empty());
    }

    /** The page after one that said that there is more. */
    static ObjectsQuery next(PageEnd end) {
        return query(
                Optional.empty(),
                Optional.of(new ObjectsQuery.Resume(
                        end.resumeAfter().orElseThrow(), end.through().orElseThrow())),
                Optional.empty());
    }

    static ObjectsQuery ofIds(Set<String> ids) {
        return query(Optional.empty(), Optional.empty(), Optional.of(ids));
    }

    private static ObjectsQuery query(
            Optional<Instant> after, Optional<ObjectsQuery.Resume> resume, Optional<Set<String>> ids) {
        return new ObjectsQuery(
                after,
                resume,
                Optional.of(PAGE),
                Optional.empty(),
                ids,
                Optional.empty(),
                Optional.of(EVERY),
                Optional.of(VersionSelector.ALL),
                List.of());
    }
}
