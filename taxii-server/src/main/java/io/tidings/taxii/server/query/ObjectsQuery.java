package io.tidings.taxii.server.query;

import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.version.VersionSelector;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a Get Objects, Get an Object, Get Manifest or Get Versions request asks for (TAXII 2.1 §3.4).
 *
 * <p>To be evaluated in the order of §5.4 of the digest: spec version, then id and type, then version, then the
 * positions, then {@code properties}.
 *
 * @param addedAfter only entries added later than this, at microseconds (exclusive)
 * @param resume where the page before ended, when this request follows one by its {@code next}
 * @param limit as asked for; the backend's own cap applies as well
 * @param objectId the {@code {object-id}} of the path (§5.6, §5.8), as sent: it need not be a STIX identifier
 * @param ids {@code match[id]}; absent means any
 * @param types {@code match[type]}; absent means any
 * @param specVersions {@code match[spec_version]}; absent means the newest of each object (T-061). May be empty: then
 *     nothing matches
 * @param versions {@code match[version]}; absent means {@code last} (T-066)
 * @param properties the optional filters of the interoperability document, all of which must hold
 */
public record ObjectsQuery(
        Optional<Instant> addedAfter,
        Optional<Resume> resume,
        Optional<Integer> limit,
        Optional<String> objectId,
        Optional<Set<String>> ids,
        Optional<Set<String>> types,
        Optional<Set<SpecVersion>> specVersions,
        Optional<VersionSelector> versions,
        List<PropertyFilter> properties) {
    public ObjectsQuery {
        ids = ids.map(Set::copyOf);
        types = types.map(Set::copyOf);
        specVersions = specVersions.map(Set::copyOf);
        properties = List.copyOf(properties);
    }

    /** @param through the end of the log when the first page was made: entries added later wait for the next poll */
    public record Resume(Instant after, Instant through) {}
}
