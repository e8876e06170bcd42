package io.tidings.taxii.server.query;

import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.version.VersionSelector;
import io.tidings.taxii.server.query.ObjectsQuery.Resume;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A query string taken apart, its match values not yet interpreted.
 *
 * @param addedAfter at microseconds
 * @param limit at least 1; one beyond the range of an int is the greatest int
 * @param next never empty text: an empty {@code next=} counts as absent
 * @param match the fields that the endpoint knows, each with its values as sent
 * @param ignored names of match fields that the endpoint does not know, for the log
 */
public record RequestParameters(
        Optional<Instant> addedAfter,
        Optional<Integer> limit,
        Optional<String> next,
        SortedMap<String, List<String>> match,
        List<String> ignored) {
    public RequestParameters {
        match = Collections.unmodifiableSortedMap(new TreeMap<>(match));
        ignored = List.copyOf(ignored);
    }

    /**
     * The same filters always give the same text, whatever their order and encoding: a query string whose fields and
     * values are sorted, which {@link QueryParser} reads again.
     */
    public String matchText() {
        return match.entrySet().stream()
                .map(field -> "match[" + encoded(field.getKey()) + "]=" + values(field))
                .collect(Collectors.joining("&"));
    }

    private static String values(Map.Entry<String, List<String>> field) {
        return field.getValue().stream()
                .sorted()
                .map(RequestParameters::encoded)
                .collect(Collectors.joining(","));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** These parameters with another {@code added_after} and other match fields: those that a cursor carries. */
    public RequestParameters carrying(Optional<Instant> otherAddedAfter, SortedMap<String, List<String>> otherMatch) {
        return new RequestParameters(otherAddedAfter, limit, next, otherMatch, ignored);
    }

    /** @throws BadQueryException if a value has not the form of its field */
    public ObjectsQuery toObjectsQuery(Optional<Resume> resume, Optional<String> objectId, PropertyFilters filters) {
        List<PropertyFilter> properties = new ArrayList<>();
        match.forEach((field, values) -> {
            if (!CORE_FIELDS.contains(field)) {
                properties.add(filters.create(field, values));
            }
        });
        return new ObjectsQuery(
                addedAfter,
                resume,
                limit,
                objectId,
                values("id"),
                values("type"),
                specVersions(),
                versions(),
                properties);
    }

    /** @throws BadQueryException if a value has not the form of its field */
    public DeleteQuery toDeleteQuery(String objectId) {
        return new DeleteQuery(objectId, versions(), specVersions());
    }

    private static final Set<String> CORE_FIELDS = Set.of("id", "type", "version", "spec_version");

    private Optional<Set<String>> values(String field) {
        return Optional.ofNullable(match.get(field)).map(HashSet::new);
    }

    private static VersionSelector versionSelector(List<String> values) {
        try {
            return VersionSelector.parse(values);
        } catch (IllegalArgumentException malformed) {
            throw new BadQueryException("match[version]: " + malformed.getMessage());
        }
    }

    private Optional<VersionSelector> versions() {
        return Optional.ofNullable(match.get("version")).map(RequestParameters::versionSelector);
    }

    /** A version that is no number cannot be anything's: it is dropped, and matches nothing (decision in §5.2). */
    private Optional<Set<SpecVersion>> specVersions() {
        return Optional.ofNullable(match.get("spec_version"))
                .map(values -> values.stream()
                        .flatMap(v -> SpecVersion.parse(v).stream())
                        .collect(Collectors.toSet()));
    }
}
