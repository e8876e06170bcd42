package io.tidings.node.store;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** What readers ask of the logs; see {@link Store} for each. Safe for use by any number of threads; blocks. */
final class LogQueries {
    private final Database database;
    private final ReadConnections readers;
    private final Tables tables;
    private final LogFinder logs;
    private final LogReader reader;

    LogQueries(OpenedDatabase opened, LogFinder logs) {
        this.database = opened.database();
        this.readers = opened.readers();
        this.tables = opened.tables();
        this.logs = logs;
        this.reader = new LogReader(opened.tables());
    }

    LogPage read(UUID collection, long after, long through, int maxEntries, long maxBytes) {
        StoredLog log = logs.require(collection);
        return readers.read("read " + log, connection -> {
            long bound = Math.min(through, logs.visible(connection, log));
            return reader.read(connection, log, after, bound, maxEntries, maxBytes);
        });
    }

    List<Entry> entries(UUID collection, long after, int max) {
        StoredLog log = logs.require(collection);
        return readers.read(
                "list " + log,
                connection -> reader.entries(connection, log, after, logs.visible(connection, log), max));
    }

    List<Entry> heldBack(UUID collection, long after, int max) {
        StoredLog log = logs.require(collection);
        return readers.read(
                "list what is held back of " + log,
                connection -> reader.entries(
                        connection, log, Math.max(after, logs.visible(connection, log)), Long.MAX_VALUE, max));
    }

    List<Entry> versions(UUID collection, StixId id) {
        StoredLog log = logs.require(collection);
        return versions(id, version -> version.collection() == log.number());
    }

    List<Entry> versions(StixId id) {
        return versions(id, version -> true);
    }

    private List<Entry> versions(StixId id, Predicate<ObjectVersion> which) {
        return readers.read("read the versions of " + id, connection -> {
            logs.refresh(connection);
            List<ObjectVersion> versions = tables.index().find(connection, new Fingerprints().of(id)).stream()
                    .filter(which)
                    .toList();
            return reader.entries(connection, versions, id);
        });
    }

    Optional<HeldDefinition> markingDefinition(StixId id) {
        if (!id.type().equals("marking-definition")) {
            return Optional.empty();
        }
        return versions(id).stream()
                .filter(entry -> logs.find(entry.collection())
                        .filter(held -> !held.collection().isAside())
                        .isPresent())
                .min(Comparator.comparingLong(Entry::added))
                .flatMap(this::definition);
    }

    private Optional<HeldDefinition> definition(Entry entry) {
        return read(entry.collection(), entry.added() - 1, entry.added(), 1, 1).items().stream()
                .findFirst()
                .map(item -> new HeldDefinition(
                        entry,
                        new StixObject(item.bytes(), item.entry().head()),
                        Optional.ofNullable(chains(entry.collection(), entry.added(), entry.added())
                                .get(entry.added()))));
    }

    boolean isAnyDirected() {
        return readers.read(
                "look whether anything is directed",
                connection -> tables.audiences().isAny(connection, database.isShared()));
    }

    List<Receipt> provenance(Entry entry) {
        StoredLog log = logs.require(entry.collection());
        return readers.read(
                "read the provenance of " + entry.id(), connection -> reader.provenance(connection, log, entry));
    }

    Map<Long, StoredChain> chains(UUID collection, long first, long last) {
        StoredLog log = logs.require(collection);
        return readers.read(
                "read the signed provenance in " + log,
                connection -> reader.chains(connection, log, first, Math.min(last, logs.visible(connection, log))));
    }

    List<Arrival> arrivals(UUID collection, long after, int max) {
        StoredLog log = logs.require(collection);
        return readers.read(
                "read the arrivals of " + log,
                connection -> reader.arrivals(connection, log, after, logs.visible(connection, log), max));
    }

    List<RemovedEntry> removed(StixId id) {
        return readers.read(
                "look where " + id + " was removed",
                connection -> LogRemover.traces(connection, tables.logs(), new Fingerprints().of(id)));
    }

    boolean wasRemoved(StixObject object) {
        Offer asked = Offer.of(object, new Fingerprints());
        return readers.read(
                "look whether " + object.id() + " was removed",
                connection -> LogRemover.isTraced(connection, asked.key(), asked.version()));
    }

    List<Origin> origins() {
        return readers.read("read the origins", tables.receipts()::origins);
    }

    StoreContents contents() {
        return readers.read("count its entries", connection -> StoreContents.count(connection, tables.chunks()));
    }
}
