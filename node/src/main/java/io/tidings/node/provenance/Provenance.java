package io.tidings.node.provenance;

import io.tidings.node.store.Entry;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Release;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredChain;
import io.tidings.stix.identifier.StixId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The way of an object's versions through this node. Reads only; safe for use by any number of threads; blocks. */
public final class Provenance {
    private final Store store;

    public Provenance(Store store) {
        this.store = store;
    }

    /** Every version held of an object, in every collection, the oldest arrival first. Empty if none is held. */
    public List<Passage> trace(StixId id) {
        return store.versions(id).stream()
                .sorted(Comparator.comparingLong(Entry::added))
                .map(entry -> new Passage(entry, store.provenance(entry), store.releasesOf(entry), chain(entry)))
                .toList();
    }

    private Optional<StoredChain> chain(Entry entry) {
        return Optional.ofNullable(
                store.chains(entry.collection(), entry.added(), entry.added()).get(entry.added()));
    }

    /**
     * One version in one collection.
     *
     * @param arrivals how it came: first the receipt that made the entry, then those that brought it again
     * @param departures pages given out that held it, oldest first
     * @param chain its signed provenance
     */
    public record Passage(Entry entry, List<Receipt> arrivals, List<Release> departures, Optional<StoredChain> chain) {
        public Passage {
            arrivals = List.copyOf(arrivals);
            departures = List.copyOf(departures);
        }
    }
}
