package io.tidings.taxii.server.testing;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.version.VersionSelector;
import io.tidings.taxii.server.backend.CollectionResource;
import io.tidings.taxii.server.backend.ManifestPage;
import io.tidings.taxii.server.backend.PageEnd;
import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.query.DeleteQuery;
import io.tidings.taxii.server.query.ObjectsQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A collection log with its readers' rights. Guarded by its backend. */
public final class MemoryCollection {
    private final UUID id;
    private final String title;
    private final List<Entry> log = new ArrayList<>();
    private final Map<String, String> rights = new HashMap<>();
    private Optional<String> description = Optional.empty();
    private Optional<String> alias = Optional.empty();

    record Entry(StixObject object, Instant dateAdded) {
        StixTimestamp version() {
            return object.head().version();
        }

        String id() {
            return object.id().value();
        }
    }

    record Page(List<Entry> entries, PageEnd end) {
        ManifestPage toManifest() {
            return new ManifestPage(
                    entries.stream()
                            .map(entry -> new ManifestPage.Entry(
                                    entry.id(),
                                    entry.dateAdded(),
                                    entry.version().text(),
                                    "application/stix+json;version="
                                            + entry.object().head().specVersion()))
                            .toList(),
                    end);
        }
    }

    MemoryCollection(UUID id, String title) {
        this.id = id;
        this.title = title;
    }

    public MemoryCollection described(String text) {
        description = Optional.of(text);
        return this;
    }

    public MemoryCollection alias(String text) {
        alias = Optional.of(text);
        return this;
    }

    /** @param letters of {@code r}, {@code w}, {@code d}; {@code -} for visible without any */
    public MemoryCollection rights(String user, String letters) {
        rights.put(user, letters);
        return this;
    }

    Optional<CollectionResource> seenBy(String user) {
        return Optional.ofNullable(rights.get(user))
                .map(letters -> new CollectionResource(
                        id,
                        title,
                        description,
                        alias,
                        letters.contains("r"),
                        letters.contains("w"),
                        letters.contains("d"),
                        List.of(CollectionResource.STIX_2_1)));
    }

    void append(StixObject object, Instant dateAdded) {
        log.add(new Entry(object, dateAdded));
    }

    String add(StixObject object, Clock clock) {
        for (Entry entry : log) {
            if (entry.id().equals(object.id().value())
                    && entry.version().equals(object.head().version())) {
                boolean same = entry.object().bytes().equals(object.bytes());
                return same || !object.head().isVersioned() ? "already present" : "conflict with the version held";
            }
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant next = lastAdded().map(last -> last.plus(1, ChronoUnit.MICROS)).orElse(now);
        append(object, next.isAfter(now) ? next : now);
        return "added";
    }

    private Optional<Instant> lastAdded() {
        return log.isEmpty()
                ? Optional.empty()
                : Optional.of(log.get(log.size() - 1).dateAdded());
    }

    Page page(ObjectsQuery query, int cap) {
        List<Entry> selected = ofSpecVersions(query).stream()
                .filter(entry -> query.objectId().map(entry.id()::equals).orElse(true))
                .filter(entry ->
                        query.ids().map(ids -> ids.contains(entry.id())).orElse(true))
                .filter(entry -> query.types()
                        .map(types -> types.contains(entry.object().type()))
                        .orElse(true))
                .toList();
        List<Entry> versions = ofVersions(selected, query.versions().orElse(VersionSelector.LAST));
        boolean askedExactly =
                query.versions().map(VersionSelector::isInstantsOnly).orElse(false);
        if (query.objectId().isPresent() && (isUnknown(query) || askedExactly && versions.isEmpty())) {
            throw RefusedException.notFound();
        }
        return cut(versions, query, cap);
    }

    Page versions(ObjectsQuery query, int cap) {
        if (isUnknown(query)) {
            throw RefusedException.notFound();
        }
        List<Entry> selected = ofSpecVersions(query).stream()
                .filter(entry -> entry.id().equals(query.objectId().orElseThrow()))
                .toList();
        return cut(selected, query, cap);
    }

    private boolean isUnknown(ObjectsQuery query) {
        return log.stream()
                .noneMatch(entry -> query.objectId().map(entry.id()::equals).orElse(false));
    }

    private List<Entry> ofSpecVersions(ObjectsQuery query) {
        return log.stream()
                .filter(entry -> query.specVersions()
                        .map(versions -> versions.contains(entry.object().head().specVersion()))
                        .orElseGet(() -> entry.object().head().specVersion().equals(newestSpecVersion(entry.id()))))
                .toList();
    }

    private SpecVersion newestSpecVersion(String objectId) {
        return log.stream()
                .filter(entry -> entry.id().equals(objectId))
                .map(entry -> entry.object().head().specVersion())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static List<Entry> ofVersions(List<Entry> entries, VersionSelector filter) {
        Map<String, StixTimestamp> first = new HashMap<>();
        Map<String, StixTimestamp> last = new HashMap<>();
        for (Entry entry : entries) {
            first.merge(entry.id(), entry.version(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
            last.merge(entry.id(), entry.version(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
        return entries.stream()
                .filter(entry -> filter.all()
                        || filter.first() && entry.version().equals(first.get(entry.id()))
                        || filter.last() && entry.version().equals(last.get(entry.id()))
                        || filter.instants().contains(entry.version()))
                .toList();
    }

    private Page cut(List<Entry> entries, ObjectsQuery query, int cap) {
        Optional<Instant> after = query.resume().map(ObjectsQuery.Resume::after).or(query::addedAfter);
        Optional<Instant> through =
                query.resume().map(ObjectsQuery.Resume::through).or(this::lastAdded);
        List<Entry> rest = entries.stream()
                .filter(entry -> after.map(t -> entry.dateAdded().isAfter(t)).orElse(true))
                .filter(entry -> through.map(t -> !entry.dateAdded().isAfter(t)).orElse(true))
                .filter(entry -> query.properties().stream().allMatch(filter -> filter.matches(entry.object())))
                .sorted(Comparator.comparing(Entry::dateAdded))
                .toList();
        int size = Math.min(rest.size(), Math.min(cap, query.limit().orElse(cap)));
        if (size == 0) {
            Optional<Instant> complete =
                    Stream.concat(after.stream(), through.stream()).max(Comparator.naturalOrder());
            return new Page(List.of(), new PageEnd(complete, complete, false, Optional.empty(), Optional.empty()));
        }
        Instant lastOfPage = rest.get(size - 1).dateAdded();
        return new Page(
                rest.subList(0, size),
                new PageEnd(
                        Optional.of(rest.get(0).dateAdded()),
                        Optional.of(lastOfPage),
                        rest.size() > size,
                        Optional.of(lastOfPage),
                        through));
    }

    boolean delete(DeleteQuery query) {
        List<Entry> ofObject = log.stream()
                .filter(entry -> entry.id().equals(query.objectId()))
                .filter(entry -> query.specVersions()
                        .map(versions -> versions.contains(entry.object().head().specVersion()))
                        .orElse(true))
                .toList();
        return log.removeAll(ofVersions(ofObject, query.versions().orElse(VersionSelector.ALL)));
    }

    List<ByteSlice> contents() {
        return log.stream().map(entry -> entry.object().bytes()).toList();
    }
}
