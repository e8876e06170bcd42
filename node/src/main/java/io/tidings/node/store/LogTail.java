package io.tidings.node.store;

import io.tidings.node.store.SupersededTable.Superseded;
import io.tidings.stix.object.StixObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The end of one log while a transaction adds to it: stamps, and what is to be written. Used by the writer's thread
 * alone.
 */
final class LogTail {
    private final StoredLog log;
    private final long now;
    private final KnownVersions known;
    private final Map<ObjectVersion, StixObject> added = new LinkedHashMap<>(); // by identity: versions have no equals
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<Superseded> superseded = new ArrayList<>();
    private long last;

    /**
     * @param last the newest stamp ever given in this log
     * @param now what a stamp is at least, microseconds since 1970
     */
    LogTail(StoredLog log, long last, long now, KnownVersions known) {
        this.log = log;
        this.last = last;
        this.now = now;
        this.known = known;
    }

    StoredLog log() {
        return log;
    }

    int number() {
        return log.number();
    }

    long last() {
        return last;
    }

    boolean isExtended() {
        return !chunks.isEmpty();
    }

    List<Chunk> chunks() {
        return chunks;
    }

    List<Superseded> superseded() {
        return superseded;
    }

    List<ObjectVersion> added() {
        return List.copyOf(added.keySet());
    }

    /** The object behind a version that was added here. */
    Optional<StixObject> addedObject(ObjectVersion version) {
        return Optional.ofNullable(added.get(version));
    }

    /** Adds an entry of an object that is known here; returns it with the stamp it has so far. */
    ObjectVersion add(Offer offer, int source, long receipt) {
        last = Math.max(last + 1, now);
        ObjectVersion version = offer.at(number(), last, source);
        known.current(version.key(), number())
                .ifPresent(current -> superseded.add(
                        version.isPreferredTo(current)
                                ? new Superseded(current, version)
                                : new Superseded(version, version)));
        known.add(version);
        added.put(version, offer.object());
        put(new NewEntry(version, offer.object(), offer.chain()), source, receipt);
        return version;
    }

    private void put(NewEntry entry, int source, long receipt) {
        boolean fits =
                isExtended() && lastChunk().receipt() == receipt && lastChunk().hasRoomFor(entry);
        if (!fits) {
            chunks.add(new Chunk(number(), source, receipt));
        }
        lastChunk().add(entry);
    }

    private Chunk lastChunk() {
        return chunks.get(chunks.size() - 1);
    }

    /**
     * Moves the last entry up to a whole millisecond: a reader who keeps milliseconds only and has read everything then
     * holds the exact stamp, and neither misses nor repeats.
     */
    void roundLast() {
        List<NewEntry> entries = lastChunk().entries();
        last = Microseconds.upToMillisecond(last);
        entries.get(entries.size() - 1).version().moveTo(last);
    }
}
