package io.tidings.node.intake;

import io.tidings.node.store.Entry;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what has been in a collection for longer than its rule says, in the way of any deletion: bytes gone, a trace kept.
 * Blocks; for one thread at a time.
 */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    /** Readers wait while a batch is removed. */
    private static final int BATCH = 500;

    private final Store store;
    private final Intake intake;
    private final Map<String, Duration> rules;
    private final Clock clock;
    private final Supplier<UUID> uuids;

    /** @param rules how long entries are kept, by the collection's name; others are kept for ever */
    public Retention(Store store, Intake intake, Map<String, Duration> rules, Clock clock, Supplier<UUID> uuids) {
        this.store = store;
        this.intake = intake;
        this.rules = Map.copyOf(rules);
        this.clock = clock;
        this.uuids = uuids;
    }

    /** Deletes all that is due; returns how many entries. */
    public long sweep() {
        long removed = 0;
        for (StoredCollection collection : store.collections()) {
            Duration keep = rules.get(collection.name());
            if (keep != null) {
                removed += sweep(collection, keep);
            }
        }
        return removed;
    }

    private long sweep(StoredCollection collection, Duration keep) {
        long before = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant().minus(keep));
        long removed = 0;
        List<Entry> old = old(collection, before);
        while (!old.isEmpty()) {
            removed += intake.remove(
                    collection.id(),
                    old,
                    new Receipt(
                            "node",
                            "retention",
                            clock.instant(),
                            Optional.empty(),
                            Optional.of("keep: " + keep),
                            uuids.get().toString()));
            old = old(collection, before);
        }
        if (removed > 0) {
            LOG.info("{} entries of {} were older than {} and are deleted", removed, collection.name(), keep);
        }
        return removed;
    }

    private List<Entry> old(StoredCollection collection, long before) {
        return store.entries(collection.id(), 0, BATCH).stream()
                .filter(entry -> entry.added() < before)
                .toList();
    }
}
