package io.tidings.node.intake;

import io.tidings.node.quota.Quotas;
import io.tidings.node.store.Append;
import io.tidings.node.store.Destroyed;
import io.tidings.node.store.Entry;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The door in. Safe for use by any number of threads; its methods block until what they call stored is durable.
 *
 * <p>Memory: one batch being read and a few on their way to disk, whatever the length of the content.
 */
public final class Intake {
    private final Store store;
    private final DiskSpace disk;
    private final ContentBounds bounds;
    private final ObjectQuota quota;
    private final IntakeCounts counts;
    private final Batch.Parts parts;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Told what became of deliveries, on the thread that brought them: must be brief. */
    public interface Listener {
        /** A delivery, or one batch of a longer transfer, is durable. */
        void taken(Delivery delivery, IntakeReport report);

        /** Entries were removed for good. */
        void removed(UUID collection, int entries, Receipt receipt);
    }

    /**
     * Where things go.
     *
     * @param claims the collection in which claims are kept; nobody is ever granted it
     * @param disk that all of it lies on
     */
    public record Places(Store store, UUID claims, Quarantine quarantine, DiskSpace disk) {}

    /** What is asked of content: what it may be to be read, and of each object what it must be to enter. */
    public record Rules(
            ContentBounds bounds, Validity validity, Screening screening, Sealing sealing, Recalled recalled) {
        /** Of a node that does not seal and holds nothing sensitive aside. */
        public static Rules of(ContentBounds bounds, Validity validity) {
            return new Rules(bounds, validity, Screening.none(), Sealing.none(), Recalled.nothing());
        }
    }

    public Intake(Places places, Rules rules, Quotas quotas) {
        this.store = places.store();
        this.disk = places.disk();
        this.bounds = rules.bounds();
        this.quota = new ObjectQuota(quotas);
        Sealing sealing = rules.sealing();
        this.counts = new IntakeCounts(sealing.counts(), rules.screening());
        this.parts = new Batch.Parts(new Judge(store, rules), quota, sealing, new Storing(places, sealing), counts);
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
        WholeContent whole = WholeContent.read(content, bounds, markings::add);
        Batches batches = new Batches(elements -> batch(delivery, markings, elements), progress);
        // First, so that no follower is given the definition after it has passed what was withheld for want of it.
        if (markings.areDefined()) {
            whole.forEach(IncomingMarkings::isDefinition, batches::add);
        }
        whole.forEach(element -> !IncomingMarkings.isDefinition(element), batches::add);
        return told(delivery, batches.finish());
    }

    private Batch batch(Delivery delivery, IncomingMarkings markings, List<Element> elements) {
        disk.require();
        return new Batch(parts, delivery, markings, elements, Batch.Rest.IS_REFUSED);
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
        Batch prepared = new Batch(parts, delivery, IncomingMarkings.of(store, batch), batch, Batch.Rest.COMES_AS_WELL);
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
        quota.require(delivery);
    }

    /**
     * How long the sender has to wait because the day's number of objects is used up already; empty if it is not. A
     * delivery that uses it up on its way is taken as far as it goes, and each object beyond is refused by itself.
     */
    public Optional<Duration> wait(Delivery delivery) {
        return quota.wait(delivery);
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

    /**
     * Markings of a batch without a definition, here or in it, if that keeps anything out: whoever can get hold of definitions
     * brings them with the batch. Blocks on the store.
     */
    public Set<StixId> undefinedMarkings(Delivery delivery, List<Element> batch) {
        return delivery.maxTlp() == Tlp.RED
                ? Set.of()
                : IncomingMarkings.of(store, batch).unknown(batch);
    }
}
