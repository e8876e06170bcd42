package io.tidings.node.release;

import io.tidings.node.store.Entry;
import io.tidings.node.store.LogPage;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.object.StixObject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What the operator reads past all rules: in the node unrecorded, to be taken away recorded. Safe for any number of threads. */
final class OperatorReading {
    private final Release.Parts parts;
    private final Ledger ledger;

    OperatorReading(Release.Parts parts, Ledger ledger) {
        this.parts = parts;
        this.ledger = ledger;
    }

    /** As {@link Release#lookThrough}. */
    void lookThrough(StoredCollection collection, BiConsumer<Entry, StixObject> look) {
        long through = parts.store().lastAdded(collection.id());
        LogPage page = new LogPage(List.of(), 0, true);
        while (page.more()) {
            page = parts.store()
                    .read(
                            collection.id(),
                            page.examinedThrough(),
                            through,
                            1_000,
                            parts.options().pageBytes());
            page.items().forEach(item -> look.accept(item.entry(), object(item)));
        }
    }

    /** As {@link Release#aside}. */
    Optional<StixObject> aside(StoredCollection collection, Entry entry) {
        if (!collection.isAside()) {
            throw new IllegalArgumentException("collection " + collection.name() + " is in force, not aside");
        }
        return read(collection, entry);
    }

    /** As {@link Release#asideForOperator}. */
    Optional<StixObject> takeAside(StoredCollection collection, Entry entry) {
        Optional<StixObject> object = aside(collection, entry);
        if (object.isPresent()) {
            ledger.recordTaken(
                    collection, entry, "quarantine-show", parts.agreements().get());
        }
        return object;
    }

    /** As {@link Release#forOperator}. */
    Optional<StixObject> take(StoredCollection collection, Entry entry) {
        ledger.recordTaken(
                collection, entry, "provenance-export", parts.agreements().get());
        return read(collection, entry);
    }

    private Optional<StixObject> read(StoredCollection collection, Entry entry) {
        return parts
                .store()
                .read(
                        collection.id(),
                        entry.added() - 1,
                        entry.added(),
                        1,
                        parts.options().pageBytes())
                .items()
                .stream()
                .findFirst()
                .map(OperatorReading::object);
    }

    private static StixObject object(LogPage.Item item) {
        return new StixObject(item.bytes(), item.entry().head());
    }
}
