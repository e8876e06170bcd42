package io.tidings.node.intake;

import io.tidings.node.store.Append;
import io.tidings.node.store.Appended;
import io.tidings.node.store.Entry;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faulty objects kept aside until the operator decides. Those for one collection lie in a collection of their own, which
 * nobody can be granted; so they are encrypted, traced and destroyed like all others.
 *
 * <p>What is wrong with them is not kept: it is found again by looking. Of each source there is no more than the bounds
 * allow; beyond them the oldest go. Safe for use by any number of threads; blocks on the store.
 */
public final class Quarantine {
    /** How the names of the collections begin in which things lie. */
    public static final String PREFIX = StoredCollection.ASIDE + "quarantine-";

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
    private static final int PAGE = 1_000;
    /** A full quarantine is emptied to this part of its bounds, so that not every further object costs a removal. */
    private static final double AFTER_TRIMMING = 0.9;

    private final Store store;
    private final QuarantineBounds bounds;
    private final Clock clock;
    /** By source; empty after a change from elsewhere, and then counted anew. Guarded by this. */
    private final Map<String, Usage> usage = new HashMap<>();

    private boolean counted;

    public Quarantine(Store store, QuarantineBounds bounds, Clock clock) {
        this.store = store;
        this.bounds = bounds;
        this.clock = clock;
    }

    /** An object that is not to enter, at its place in what was sent. */
    record Suspect(int place, StixObject object, String fault, Sealing.Arrival arrival) {}

    /**
     * A collection of things kept aside.
     *
     * @param target where they were to go
     */
    public record Ward(StoredCollection collection, StoredCollection target) {}

    private record Usage(long objects, long bytes) {
        Usage plus(long moreObjects, long moreBytes) {
            return new Usage(objects + moreObjects, bytes + moreBytes);
        }
    }

    /** What became of each suspect, by its place; durable when it returns. */
    Map<Integer, Verdict> keep(Delivery delivery, List<Suspect> suspects) {
        Map<Integer, Verdict> verdicts = new LinkedHashMap<>();
        List<Suspect> unknown = new ArrayList<>();
        for (Suspect suspect : suspects) {
            if (isHeld(delivery, suspect.object())) {
                verdicts.put(suspect.place(), alreadyHeld(suspect));
            } else {
                unknown.add(suspect);
            }
        }
        if (unknown.isEmpty()) {
            return verdicts;
        }
        List<StixObject> objects = unknown.stream().map(Suspect::object).toList();
        List<Appended> outcomes = Durable.await(store.append(new Append(
                ward(delivery.collection()),
                objects,
                delivery.receipt(),
                List.of(),
                (offered, held) -> true,
                Sealing.asTheyCame(unknown.stream().map(Suspect::arrival).toList()),
                delivery.audience())));
        long stored = 0;
        long bytes = 0;
        for (int i = 0; i < unknown.size(); i++) {
            verdicts.put(unknown.get(i).place(), verdict(unknown.get(i), outcomes.get(i)));
            if (outcomes.get(i) instanceof Appended.Stored) {
                stored++;
                bytes += objects.get(i).bytes().length();
            }
        }
        if (stored > 0) {
            grown(delivery.receipt().source(), stored, bytes);
        }
        return verdicts;
    }

    /** What lies aside is one released before, sent again. */
    private boolean isHeld(Delivery delivery, StixObject object) {
        return store.versions(delivery.collection(), object.id()).stream()
                .filter(entry -> entry.audience().isEmpty()
                        || entry.audience().contains(delivery.receipt().source()))
                .anyMatch(entry -> !entry.head().isVersioned()
                        || entry.head().version().equals(object.head().version()));
    }

    private static Verdict alreadyHeld(Suspect suspect) {
        StixObject object = suspect.object();
        return new Verdict.AlreadyHeld(
                object.id().value(), object.head().version().text(), Optional.of("already present"));
    }

    private static Verdict verdict(Suspect suspect, Appended outcome) {
        String id = suspect.object().id().value();
        String version = suspect.object().head().version().text();
        return outcome instanceof Appended.Conflict
                ? new Verdict.Refused(
                        id,
                        version,
                        Optional.of(suspect.fault() + "; other content under this id and version is in quarantine"))
                : new Verdict.Quarantined(id, version, Optional.of("kept in quarantine: " + suspect.fault()));
    }

    /** Where things lie aside, by the name of where they were to go. */
    public List<Ward> wards() {
        return store.collections().stream()
                .filter(target -> !target.isAside())
                .flatMap(target ->
                        store.collection(wardId(target.id())).stream().map(collection -> new Ward(collection, target)))
                .sorted(Comparator.comparing(ward -> ward.target().name()))
                .toList();
    }

    /** Whether something waits for the operator. */
    public boolean isAnythingWaiting() {
        return wards().stream()
                .anyMatch(ward -> !store.entries(ward.collection().id(), 0, 1).isEmpty());
    }

    /** Passes over all entries of a ward, oldest first, without bytes; they may be taken out meanwhile. */
    public void forEach(Ward ward, Consumer<Entry> look) {
        List<Entry> page = store.entries(ward.collection().id(), 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(look);
            page = store.entries(
                    ward.collection().id(), page.get(page.size() - 1).added(), PAGE);
        }
    }

    /** How much is kept aside, and since when; blocks on the store. */
    public QuarantineLoad load() {
        Optional<Instant> oldest = wards().stream()
                .flatMap(ward -> store.entries(ward.collection().id(), 0, 1).stream())
                .map(Entry::added)
                .min(Comparator.naturalOrder())
                .map(added -> Instant.EPOCH.plus(added, ChronoUnit.MICROS));
        synchronized (this) {
            if (!counted) {
                count();
            }
            Usage all = usage.values().stream()
                    .reduce(new Usage(0, 0), (one, other) -> one.plus(other.objects(), other.bytes()));
            return new QuarantineLoad(all.objects(), all.bytes(), oldest);
        }
    }

    /** The entries of one object in a ward. */
    public List<Entry> entries(Ward ward, StixId id) {
        return store.versions(ward.collection().id(), id);
    }

    /** Takes entries out of a ward for good; returns how many there were. */
    public int remove(Ward ward, List<Entry> entries, Receipt receipt) {
        int removed = Durable.await(store.remove(ward.collection().id(), entries, receipt));
        synchronized (this) {
            counted = false;
        }
        return removed;
    }

    /** Lets go of what has been aside for too long. */
    public void sweep() {
        long oldest = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant().minus(bounds.age()));
        for (Ward ward : wards()) {
            int removed = 0;
            List<Entry> old = olderThan(oldest, ward);
            while (!old.isEmpty()) {
                removed += remove(ward, old, receipt());
                old = olderThan(oldest, ward);
            }
            if (removed > 0) {
                LOG.info(
                        "{} objects for {} were in quarantine longer than {} and are gone",
                        removed,
                        ward.target().name(),
                        bounds.age());
            }
        }
    }

    private List<Entry> olderThan(long oldest, Ward ward) {
        return store.entries(ward.collection().id(), 0, PAGE).stream()
                .filter(entry -> entry.added() < oldest)
                .toList();
    }

    private synchronized void grown(String source, long objects, long bytes) {
        if (counted) {
            add(source, objects, bytes);
        } else {
            count();
        }
        Usage now = usage.getOrDefault(source, new Usage(0, 0));
        if (now.objects() > bounds.objects() || now.bytes() > bounds.bytes()) {
            trim(source, now);
        }
    }

    private void add(String source, long objects, long bytes) {
        usage.merge(source, new Usage(objects, bytes), (a, b) -> a.plus(b.objects(), b.bytes()));
    }

    private void count() {
        usage.clear();
        for (Ward ward : wards()) {
            forEach(ward, entry -> add(entry.source(), 1, entry.length()));
        }
        counted = true;
    }

    private void trim(String source, Usage now) {
        record Held(Ward ward, Entry entry) {}
        List<Held> held = new ArrayList<>();
        for (Ward ward : wards()) {
            forEach(ward, entry -> {
                if (entry.source().equals(source)) {
                    held.add(new Held(ward, entry));
                }
            });
        }
        held.sort(Comparator.comparingLong(each -> each.entry().added()));
        Map<Ward, List<Entry>> going = new LinkedHashMap<>();
        Usage left = now;
        for (Held each : held) {
            if (left.objects() <= bounds.objects() * AFTER_TRIMMING
                    && left.bytes() <= bounds.bytes() * AFTER_TRIMMING) {
                break;
            }
            going.computeIfAbsent(each.ward(), ward -> new ArrayList<>()).add(each.entry());
            left = left.plus(-1, -each.entry().length());
        }
        int gone = 0;
        for (Map.Entry<Ward, List<Entry>> each : going.entrySet()) {
            gone += remove(each.getKey(), each.getValue(), receipt());
        }
        LOG.warn("the quarantine of {} is full: its {} oldest objects are gone", source, gone);
    }

    private Receipt receipt() {
        return new Receipt("node", "quarantine-bounds", clock.instant(), Optional.empty(), Optional.empty(), "-");
    }

    /** The collection for things that were to go into {@code target}, made when first needed. */
    private synchronized UUID ward(UUID target) {
        UUID id = wardId(target);
        if (store.collection(id).isEmpty()) {
            String name = store.collection(target).orElseThrow().name();
            store.createCollection(id, PREFIX + name, "Quarantine of " + name, Optional.empty());
        }
        return id;
    }

    private static UUID wardId(UUID target) {
        return UUID.nameUUIDFromBytes((PREFIX + target).getBytes(StandardCharsets.UTF_8));
    }
}
