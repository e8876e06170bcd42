package io.tidings.node.store;

import io.tidings.node.store.SupersededTable.Superseded;
import io.tidings.stix.object.StixObject;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Map<ObjectVersion, Integer> audiences = new HashMap<>(); // by identity too
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<Superseded> superseded = new ArrayList<>();
    private long last;
    private boolean reserved;
    private boolean endsReserved;

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

    /** The number of whom a version is for that was added here. */
    int audienceOf(ObjectVersion version) {
        return audiences.getOrDefault(version, AudienceTable.EVERYONE);
    }

    /** Adds an entry of an object that is known here; returns it with the stamp it has so far. */
    ObjectVersion add(Offer offer, int source, long receipt, int audience) {
        last = Math.max(last + 1, now);
        endsReserved = false;
        ObjectVersion version = offer.at(number(), last, source);
        known.current(version.key(), number())
                .ifPresent(current -> superseded.add(
                        version.isPreferredTo(current)
                                ? new Superseded(current, version)
                                : new Superseded(version, version)));
        known.add(version);
        added.put(version, offer.object());
        put(new NewEntry(version, offer.object(), offer.chain()), source, receipt, audience);
        if (audience != AudienceTable.EVERYONE) {
            audiences.put(version, audience);
        }
        return version;
    }

    /** Takes a stamp after the last entry so far; those added later come after it. */
    long reserve() {
        if (isExtended() && !endsReserved) {
            roundLast();
        }
        last = Microseconds.upToMillisecond(Math.max(last + 1, now));
        reserved = true;
        endsReserved = true;
        return last;
    }

    /** Whether a stamp was taken without an entry. */
    boolean isReserved() {
        return reserved;
    }

    private void put(NewEntry entry, int source, long receipt, int audience) {
        boolean fits = isExtended()
                && lastChunk().receipt() == receipt
                && lastChunk().audience() == audience
                && lastChunk().hasRoomFor(entry);
        if (!fits) {
            chunks.add(new Chunk(number(), source, receipt, audience));
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
        if (endsReserved) {
            return; // the last stamp is no entry's, and whole already
        }
        List<NewEntry> entries = lastChunk().entries();
        last = Microseconds.upToMillisecond(last);
        entries.get(entries.size() - 1).version().moveTo(last);
    }
}
