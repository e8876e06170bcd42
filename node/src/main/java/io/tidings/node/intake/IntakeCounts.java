package io.tidings.node.intake;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What came in since the start, as plain numbers for whoever shows them. Safe from any thread; told once a batch.
 *
 * <p>Roads are the receipts' channels, of which the program has a handful; collections are the operator's.
 */
public final class IntakeCounts {
    private final Map<String, OfRoad> roads = new ConcurrentHashMap<>();
    private final Map<UUID, LongAdder> entries = new ConcurrentHashMap<>();
    private final SealCounts seals;

    IntakeCounts(SealCounts seals) {
        this.seals = seals;
    }

    /** What signed provenance proved. */
    public SealCounts seals() {
        return seals;
    }

    /**
     * What one road brought.
     *
     * @param bytes of all objects that passed the checks, whatever became of them
     * @param conflict same id and version, other content
     */
    public record Road(long bytes, long stored, long held, long conflict, long claimed, long refused) {
        Road plus(Road more) {
            return new Road(
                    bytes + more.bytes,
                    stored + more.stored,
                    held + more.held,
                    conflict + more.conflict,
                    claimed + more.claimed,
                    refused + more.refused);
        }
    }

    private static final class OfRoad {
        private Road sum = new Road(0, 0, 0, 0, 0, 0); // guarded by this

        synchronized void add(Road batch) {
            sum = sum.plus(batch);
        }

        synchronized Road sum() {
            return sum;
        }
    }

    void add(String road, UUID collection, Road batch) {
        roads.computeIfAbsent(road, name -> new OfRoad()).add(batch);
        if (batch.stored() > 0) {
            entries.computeIfAbsent(collection, id -> new LongAdder()).add(batch.stored());
        }
    }

    /** By road: {@code taxii-post}, {@code follow}, {@code publish} and so on, as in receipts. */
    public Map<String, Road> roads() {
        Map<String, Road> now = new TreeMap<>();
        roads.forEach((name, road) -> now.put(name, road.sum()));
        return now;
    }

    /** New entries in a collection's log. */
    public long entriesWritten(UUID collection) {
        LongAdder written = entries.get(collection);
        return written == null ? 0 : written.sum();
    }
}
