package io.tidings.node.intake;

import io.tidings.node.quota.Quotas;
import io.tidings.node.seal.TrustedKey;
import io.tidings.node.store.Append;
import io.tidings.node.store.Appended;
import io.tidings.node.store.Destroyed;
import io.tidings.node.store.Entry;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredChain;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The door in. Safe for use by any number of threads; its methods block until what they call stored is durable.
 *
 * <p>Memory: one batch being read and a few on their way to disk, whatever the length of the content.
 */
public final class Intake {
    /** Content up to this length is read once and held; longer content is read twice instead. */
    private static final int HELD_BYTES = 8 << 20;

    /** What one that cannot be read takes beside its bytes. */
    private static final int FAULTY = 200;

    private static final int BATCH_OBJECTS = 1_000;
    private static final int BATCH_BYTES = 1 << 20;
    private static final int BATCHES_UNDERWAY = 4;
    /** Of what was offered, in reports. */
    private static final int LONGEST_NAME = 300;

    private static final int LONGEST_MESSAGE = 1_000;
    /** Of a log, whose signed provenance is read at once to be compared. */
    private static final long STRETCH_MICROS = 1_000_000;

    private final Store store;
    private final Quotas quotas;
    private final ContentBounds bounds;
    private final UUID claims;
    private final Validity validity;
    private final Quarantine quarantine;
    private final DiskSpace disk;
    private final List<Check> checks = List.of(new SpecVersionCheck(), new TypeCheck(), new TimeCheck());
    private final Sealing sealing;
    private final Screening screening;
    private final Accompaniment accompaniment;
    private final Recalled recalled;
    private final IntakeCounts counts;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Told what became of deliveries, on the thread that brought them: must be brief. */
    public interface Listener {
        /** A delivery, or one batch of a longer transfer, is durable. */
        void taken(Delivery delivery, IntakeReport report);

        /** Entries were removed for good. */
        void removed(UUID collection, int entries, Receipt receipt);
    }

    /** One that does not seal and holds nothing sensitive aside. */
    public Intake(
            Store store,
            Quotas quotas,
            ContentBounds bounds,
            UUID claims,
            Validity validity,
            Quarantine quarantine,
            DiskSpace disk) {
        this(
                store,
                quotas,
                bounds,
                claims,
                validity,
                quarantine,
                disk,
                Sealing.none(),
                Screening.none(),
                Recalled.nothing());
    }

    /** @param claims the collection in which claims are kept; nobody is ever granted it */
    public Intake(
            Store store,
            Quotas quotas,
            ContentBounds bounds,
            UUID claims,
            Validity validity,
            Quarantine quarantine,
            DiskSpace disk,
            Sealing sealing,
            Screening screening,
            Recalled recalled) {
        this.recalled = recalled;
        this.sealing = sealing;
        this.screening = screening;
        this.accompaniment = new Accompaniment(store);
        this.counts = new IntakeCounts(sealing.counts(), screening);
        this.store = store;
        this.quotas = quotas;
        this.bounds = bounds;
        this.claims = claims;
        this.validity = validity;
        this.quarantine = quarantine;
        this.disk = disk;
    }

    /**
     * Takes in an envelope or a bundle: all of its good objects, or nothing if it cannot be read to its end.
     *
     * @param progress told the number of objects done so far, from the calling thread
     * @throws MalformedContentException if it is no envelope or bundle, or holds no object; then nothing was stored
     * @throws DiskFullException if there is no room; of long content, what came before may be stored, and sent again it
     *     is held already
     */
    public IntakeReport take(Delivery delivery, Content content, Consumer<Integer> progress)
            throws IOException, MalformedContentException {
        disk.require();
        IncomingMarkings markings = new IncomingMarkings(store);
        Optional<List<Element>> held = readToTheEnd(content, markings);
        Batches batches = new Batches(delivery, markings, progress);
        // First, so that no follower is given the definition after it has passed what was withheld for want of it.
        if (markings.areDefined()) {
            each(held, content, IncomingMarkings::isDefinition, batches);
        }
        each(held, content, element -> !IncomingMarkings.isDefinition(element), batches);
        return told(delivery, batches.finish());
    }

    private void each(Optional<List<Element>> held, Content content, Predicate<Element> wanted, Batches batches)
            throws IOException, MalformedContentException {
        if (held.isPresent()) {
            held.get().stream().filter(wanted).forEach(batches::add);
            return;
        }
        try (ContentReader reader = ContentReader.over(content.open(), bounds)) {
            for (Optional<Element> e = reader.next(); e.isPresent(); e = reader.next()) {
                if (wanted.test(e.get())) {
                    batches.add(e.get());
                }
            }
        }
    }

    /** Has {@code listener} told from now on. */
    public void onChange(Listener listener) {
        listeners.add(listener);
    }

    private IntakeReport told(Delivery delivery, IntakeReport report) {
        listeners.forEach(listener -> listener.taken(delivery, report));
        return report;
    }

    /**
     * Takes in one batch of a longer transfer, then the state that says how far the transfer has come. The state is never
     * durable before all that became of the batch, claims and quarantine included: whoever is cut off between the two
     * brings the batch again, and finds it held.
     *
     * <p>A quota is not cut within a batch, whose rest nobody would bring again: as long as some of it is left, the whole
     * batch is taken.
     *
     * @throws DiskFullException if there is no room; nothing of the batch is stored then, nor the state
     * @throws QuotaUsedUpException if the day's number of objects is used up; likewise
     */
    public IntakeReport take(Delivery delivery, List<Element> batch, List<Append.StateChange> after) {
        Judged judged = judge(delivery, batch, after);
        judged.submit();
        return judged.settle();
    }

    /** The first half of {@link #take(Delivery, List, List)}: nothing is stored yet. */
    public Judged judge(Delivery delivery, List<Element> batch, List<Append.StateChange> after) {
        requireRoom(delivery);
        Batch prepared = new Batch(delivery, IncomingMarkings.of(store, batch), batch, Rest.COMES_AS_WELL);
        return new Judged() {
            @Override
            public void submit() {
                prepared.submit();
            }

            @Override
            public IntakeReport settle() {
                IntakeReport.Builder report = new IntakeReport.Builder();
                prepared.settle(report);
                if (!after.isEmpty()) {
                    Durable.await(store.append(new Append(
                            delivery.collection(), List.of(), delivery.receipt(), after, delivery.authority())));
                }
                return told(delivery, report.build());
            }
        };
    }

    /**
     * Whether a transfer of batches may begin at all, before anybody is asked for them.
     *
     * @throws DiskFullException if there is no room
     * @throws QuotaUsedUpException if the day's number of objects is used up
     */
    public void requireRoom(Delivery delivery) {
        disk.require();
        requireQuota(delivery);
    }

    private void requireQuota(Delivery delivery) {
        wait(delivery).ifPresent(wait -> {
            throw new QuotaUsedUpException(
                    delivery.receipt().source(), delivery.objectsPerDay().orElse(0L), wait);
        });
    }

    /**
     * How long the sender has to wait because the day's number of objects is used up already; empty if it is not. A
     * delivery that uses it up on its way is taken as far as it goes, and each object beyond is refused by itself.
     */
    public Optional<Duration> wait(Delivery delivery) {
        return delivery.objectsPerDay().flatMap(perDay -> {
            String source = delivery.receipt().source();
            Quotas.Allowance one = quotas.objects(source, quotaUse(delivery), 1, perDay, () -> 0);
            quotas.giveBack(source, quotaUse(delivery), one.granted());
            return one.granted() > 0 ? Optional.empty() : Optional.of(one.retryAfter());
        });
    }

    private static String quotaUse(Delivery delivery) {
        return "write " + delivery.collection();
    }

    /** Where content goes to, and whether there is room. */
    public DiskSpace disk() {
        return disk;
    }

    /** What came in since the start. */
    public IntakeCounts counts() {
        return counts;
    }

    /**
     * Begins a delivery that is to be seen whole or not at all: readers see the collection as it is now until
     * {@link #show}, also over restarts. Everything goes in as usual meanwhile.
     */
    public void holdBack(UUID collection, List<Append.StateChange> alongside) {
        Durable.await(store.holdBack(collection, alongside));
    }

    /** Ends it; when this returns, what it says of the transfer and all that came in are there for readers and durable. */
    public void show(UUID collection, List<Append.StateChange> alongside) {
        Durable.await(store.show(collection, alongside));
    }

    /** Deletes entries with their bytes; when it returns they are gone for good (TAXII 2.1 §5.7). */
    public int remove(UUID collection, List<Entry> entries, Receipt receipt) {
        int removed = Durable.await(store.remove(collection, entries, receipt));
        listeners.forEach(listener -> listener.removed(collection, removed, receipt));
        return removed;
    }

    /** Destroys all that an origin gave, with its keys; when it returns nobody gets it any more. */
    public Destroyed destroyOrigin(String origin, Receipt receipt) {
        return Durable.await(store.destroyOrigin(origin, receipt));
    }

    /** Reads everything once, so that a fault at the end is found before anything is stored (I-10). */
    private Optional<List<Element>> readToTheEnd(Content content, IncomingMarkings markings)
            throws IOException, MalformedContentException {
        List<Element> held = new ArrayList<>();
        long bytes = 0;
        long count = 0;
        try (ContentReader reader = ContentReader.over(content.open(), bounds)) {
            for (Optional<Element> e = reader.next(); e.isPresent(); e = reader.next()) {
                count++;
                markings.add(e.get());
                bytes += lengthOf(e.get());
                if (bytes <= HELD_BYTES) {
                    held.add(e.get());
                } else {
                    held.clear();
                }
            }
        }
        if (count == 0) {
            throw new MalformedContentException(
                    "there is no object in it: \"objects\" is a list of at least one STIX object (TAXII 2.1 §3.7)", -1);
        }
        return bytes <= HELD_BYTES ? Optional.of(held) : Optional.empty();
    }

    private static int lengthOf(Element element) {
        if (element instanceof Element.Sound sound) {
            return sound.object().bytes().length();
        }
        // What cannot be read can be as long as what can.
        Element.Faulty faulty = (Element.Faulty) element;
        return FAULTY
                + faulty.bytes().length()
                + faulty.id().map(String::length).orElse(0)
                + faulty.version().map(String::length).orElse(0);
    }

    private Optional<String> fault(StixObject object, Delivery delivery, Check markings) {
        for (Check check : checks) {
            Optional<String> fault = check.fault(object, delivery);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return markings.fault(object, delivery);
    }

    /**
     * Markings of a batch without a definition, here or in it, if that keeps anything out: whoever can get hold of definitions
     * brings them with the batch. Blocks on the store.
     */
    public Set<StixId> undefinedMarkings(Delivery delivery, List<Element> batch) {
        return delivery.maxTlp() == Tlp.RED
                ? Set.of()
                : IncomingMarkings.of(store, batch).unknown(batch);
    }

    /** Cuts a stream of elements into batches and keeps a few of them on their way to disk. */
    private final class Batches {
        private final Delivery delivery;
        private final IncomingMarkings markings;
        private final Consumer<Integer> progress;
        private final IntakeReport.Builder report = new IntakeReport.Builder();
        private final Deque<Batch> underway = new ArrayDeque<>();
        private List<Element> next = new ArrayList<>();
        private int nextBytes;
        private int done;

        Batches(Delivery delivery, IncomingMarkings markings, Consumer<Integer> progress) {
            this.delivery = delivery;
            this.markings = markings;
            this.progress = progress;
        }

        void add(Element element) {
            next.add(element);
            nextBytes += lengthOf(element);
            if (next.size() >= BATCH_OBJECTS || nextBytes >= BATCH_BYTES) {
                submit();
            }
        }

        IntakeReport finish() {
            if (!next.isEmpty()) {
                submit();
            }
            while (!underway.isEmpty()) {
                settleOldest();
            }
            return report.build();
        }

        private void submit() {
            while (underway.size() >= BATCHES_UNDERWAY) {
                settleOldest();
            }
            disk.require();
            Batch batch = new Batch(delivery, markings, next, Rest.IS_REFUSED);
            batch.submit();
            underway.add(batch);
            next = new ArrayList<>();
            nextBytes = 0;
        }

        private void settleOldest() {
            Batch batch = underway.remove();
            batch.settle(report);
            done += batch.elements.size();
            progress.accept(done);
        }
    }

    /** What becomes of a batch's objects beyond a quota that it uses up. */
    private enum Rest {
        COMES_AS_WELL,
        IS_REFUSED
    }

    /** Some elements on their way through the door. */
    private final class Batch {
        private final Delivery delivery;
        private final List<Element> elements;
        private final List<Optional<String>> faults;
        private final List<Quarantine.Suspect> suspects = new ArrayList<>(0);
        private Map<Integer, Verdict> kept = Map.of();
        private final List<StixObject> entering = new ArrayList<>();
        private final List<Sealing.Arrival> arrivals = new ArrayList<>();
        private final List<Optional<StoredChain>> chains;
        private final long granted;
        private CompletableFuture<List<Appended>> appended = CompletableFuture.completedFuture(List.of());

        Batch(Delivery delivery, IncomingMarkings markings, List<Element> elements, Rest rest) {
            Check marking = new MarkingCheck(markings);
            this.delivery = delivery;
            this.elements = elements;
            this.faults = new ArrayList<>(elements.size());
            this.granted = allowance();
            for (Element element : elements) {
                Optional<String> fault = element instanceof Element.Sound sound
                        ? fault(sound.object(), delivery, marking)
                        : Optional.of(((Element.Faulty) element).reason());
                if (fault.isEmpty() && element instanceof Element.Sound sound) {
                    fault = validity.fault(sound.object(), delivery);
                    if (fault.isPresent() && delivery.acceptance().quarantine()) {
                        suspects.add(new Quarantine.Suspect(
                                faults.size(), sound.object(), fault.get(), sealing.examine(sound.object(), delivery)));
                    }
                    if (fault.isEmpty()) {
                        fault = screening.fault(sound.object(), delivery);
                        fault.ifPresent(why -> suspects.add(new Quarantine.Suspect(
                                faults.size(), sound.object(), why, sealing.examine(sound.object(), delivery))));
                    }
                }
                Sealing.Arrival arrival = Sealing.Arrival.ALONE;
                if (fault.isEmpty() && element instanceof Element.Sound sound) {
                    arrival = sealing.examine(sound.object(), delivery);
                    fault = circle(sound.object(), arrival)
                            .or(recalled(sound.object(), arrival.verification().author()));
                }
                if (fault.isEmpty() && rest == Rest.IS_REFUSED && entering.size() >= granted) {
                    fault = Optional.of("the agreement's number of objects a day is used up; send it again later");
                }
                faults.add(fault);
                if (fault.isEmpty()) {
                    entering.add(((Element.Sound) element).object());
                    arrivals.add(arrival);
                }
            }
            // Here, since a batch is judged while the one before it is being stored.
            chains = sealing.seal(entering, arrivals, delivery);
        }

        private Supplier<Optional<String>> recalled(StixObject object, Optional<TrustedKey> author) {
            return () -> recalled.fault(object, delivery, author);
        }

        /** What went out from here, was removed here, and comes back would otherwise never be gone. */
        private Optional<String> circle(StixObject object, Sealing.Arrival arrival) {
            if (!sealing.isFromHere(arrival) || !store.wasRemoved(object) || isHeld(object)) {
                return Optional.empty();
            }
            sealing.counts().addCircled();
            return Optional.of("it was here before and was removed, and came back in a circle");
        }

        private boolean isHeld(StixObject object) {
            return store.versions(object.id()).stream()
                    .anyMatch(
                            entry -> entry.head().version().equals(object.head().version()));
        }

        private long allowance() {
            return delivery.objectsPerDay()
                    .map(perDay -> quotas.objects(
                                    delivery.receipt().source(), quotaUse(delivery), elements.size(), perDay, () -> 0)
                            .granted())
                    .orElse(Long.MAX_VALUE);
        }

        void submit() {
            kept = suspects.isEmpty() ? Map.of() : quarantine.keep(delivery, suspects);
            if (!entering.isEmpty()) {
                accompaniment.bring(delivery, entering);
                appended = store.append(new Append(
                        delivery.collection(),
                        entering,
                        delivery.receipt(),
                        List.of(),
                        sealing.authority(entering, arrivals, delivery),
                        chains,
                        delivery.audience()));
            }
        }

        void settle(IntakeReport.Builder report) {
            List<Appended> outcomes = Durable.await(appended);
            List<StixObject> claimed = new ArrayList<>();
            List<Optional<StoredChain>> claimedChains = new ArrayList<>();
            SortedMap<Long, Sealing.Again> again = new TreeMap<>();
            int at = 0;
            int stored = 0;
            int conflicts = 0;
            long bytes = 0;
            for (int i = 0; i < elements.size(); i++) {
                Optional<String> fault = faults.get(i);
                if (fault.isPresent()) {
                    report.add(kept.containsKey(i) ? kept.get(i) : refused(elements.get(i), fault.get()));
                    continue;
                }
                StixObject object = ((Element.Sound) elements.get(i)).object();
                Appended outcome = outcomes.get(at++);
                if (outcome instanceof Appended.NotAuthorised) {
                    claimed.add(object);
                    claimedChains.add(chains.get(at - 1));
                }
                if (outcome instanceof Appended.AlreadyHeld held) {
                    again(again, held.added(), at - 1);
                }
                bytes += object.bytes().length();
                conflicts += outcome instanceof Appended.Conflict ? 1 : 0;
                stored += outcome instanceof Appended.Stored ? 1 : 0;
                report.add(verdict(object, outcome));
            }
            keepClaims(claimed, claimedChains);
            keepProofs(again);
            count(bytes, stored, conflicts, claimed.size());
            if (delivery.objectsPerDay().isPresent()) {
                // A claim takes room as an entry does: else who may add a hundred objects a day could fill the disk
                // with them.
                quotas.giveBack(delivery.receipt().source(), quotaUse(delivery), granted - stored - claimed.size());
            }
        }

        private void count(long bytes, int stored, int conflicts, int claimed) {
            int held = entering.size() - stored - conflicts - claimed;
            counts.add(
                    delivery.receipt().channel(),
                    delivery.collection(),
                    new IntakeCounts.Road(
                            bytes, stored, held, conflicts, claimed, elements.size() - (long) entering.size()));
        }

        private void again(SortedMap<Long, Sealing.Again> again, long added, int at) {
            Sealing.Arrival arrival = arrivals.get(at);
            if (arrival.verification().author().isPresent()) {
                chains.get(at).ifPresent(chain -> again.put(added, new Sealing.Again(arrival, chain)));
            }
        }

        /** What came unsigned and comes again with its author's seal has it from now on. */
        private void keepProofs(SortedMap<Long, Sealing.Again> again) {
            Map<Long, StoredChain> better = new HashMap<>();
            SortedMap<Long, Sealing.Again> rest = again;
            while (!rest.isEmpty()) {
                long first = rest.firstKey();
                SortedMap<Long, Sealing.Again> near = rest.headMap(first + STRETCH_MICROS);
                better.putAll(sealing.better(store.chains(delivery.collection(), first, near.lastKey()), near));
                rest = rest.tailMap(first + STRETCH_MICROS);
            }
            if (!better.isEmpty()) {
                Durable.await(store.replaceChains(delivery.collection(), better));
            }
        }

        private void keepClaims(List<StixObject> claimed, List<Optional<StoredChain>> claimedChains) {
            if (!claimed.isEmpty()) {
                Durable.await(store.append(new Append(
                        claims, claimed, delivery.receipt(), List.of(), (offered, held) -> true, claimedChains)));
            }
        }
    }

    private static Verdict refused(Element element, String fault) {
        Optional<String> why = Optional.of(shortened(fault, LONGEST_MESSAGE));
        if (element instanceof Element.Sound sound) {
            return new Verdict.Refused(
                    sound.object().id().value(), sound.object().head().version().text(), why);
        }
        Element.Faulty faulty = (Element.Faulty) element;
        return new Verdict.Refused(
                shortened(faulty.id().orElse("unknown"), LONGEST_NAME),
                shortened(faulty.version().orElse("unknown"), LONGEST_NAME),
                why);
    }

    // What is no object may have a megabyte where its identifier should be, and reports are kept.
    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    private static Verdict verdict(StixObject object, Appended outcome) {
        String id = object.id().value();
        String version = object.head().version().text();
        if (outcome instanceof Appended.Stored stored) {
            return new Verdict.Stored(id, version, stored.added());
        }
        if (outcome instanceof Appended.AlreadyHeld) {
            return new Verdict.AlreadyHeld(id, version, Optional.of("already present"));
        }
        if (outcome instanceof Appended.Conflict conflict) {
            return conflict.versioned()
                    ? new Verdict.Refused(
                            id,
                            version,
                            Optional.of("other content is held under this id and version; a change needs a later"
                                    + " \"modified\" (STIX 2.1 §3.6)"))
                    : new Verdict.AlreadyHeld(id, version, Optional.of("kept existing"));
        }
        return new Verdict.Claimed(
                id,
                version,
                Optional.of("kept as a claim: only the object's creator may version it, and the sender is not"
                        + " authoritative for the creator (STIX 2.1 §3.6)"));
    }
}
