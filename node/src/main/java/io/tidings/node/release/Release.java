package io.tidings.node.release;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.CutOff;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Principal;
import io.tidings.node.quota.Quotas;
import io.tidings.node.store.Entry;
import io.tidings.node.store.LogPage;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.version.VersionSelector;
import io.tidings.stix.version.Versions;
import io.tidings.taxii.server.backend.ManifestPage;
import io.tidings.taxii.server.backend.ObjectsPage;
import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.query.DeleteQuery;
import io.tidings.taxii.server.query.ObjectsQuery;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The door out. Safe for use by any number of threads; its methods block on the database, and when one returns, the
 * ledger's record of what it returns is durable (I-7).
 */
public final class Release {
    private final Parts parts;
    private final ReleaseCounts counts = new ReleaseCounts();
    private final Policies policies;
    private final ObjectPages pages;
    private final CompanionPages companions;
    private final RecallPages recalls;
    private final DrawNotes drawn;
    private final PackageDraw.Doors packages;
    private final Explanations explanations;
    private final OperatorReading operator;

    /** What releasing needs of the node. */
    public record Parts(
            Store store, Supplier<AgreementBook> agreements, Quotas quotas, Clock clock, ReleaseOptions options) {}

    /** One that has nothing to tell beside the content. */
    public Release(
            Store store, Supplier<AgreementBook> agreements, Quotas quotas, Clock clock, ReleaseOptions options) {
        this(new Parts(store, agreements, quotas, clock, options), Notices.none(), CutOff.ofNobody());
    }

    /**
     * @param notices go out among the companions, and hold back what is not to be given any more
     * @param cutOff asked to explain only: who is cut off does not come as far as this door
     */
    public Release(Parts parts, Notices notices, CutOff cutOff) {
        this.parts = parts;
        this.policies = new Policies(parts, notices);
        Ledger ledger = new Ledger(parts.store(), parts.clock());
        Allowances allowances = new Allowances(parts.quotas(), ledger, parts.clock());
        this.pages = new ObjectPages(parts, policies, allowances, ledger, counts);
        this.companions = new CompanionPages(parts, notices, pages, allowances, ledger, counts);
        this.recalls = new RecallPages(parts, notices, ledger);
        this.drawn = new DrawNotes(parts.store(), ledger, parts.clock());
        this.packages =
                new PackageDraw.Doors(parts.store(), pages, recalls, allowances, ledger, drawn, counts, parts.clock());
        this.explanations = new Explanations(parts, cutOff, policies, allowances);
        this.operator = new OperatorReading(parts, ledger);
    }

    /**
     * One page of objects as the principal may see them (TAXII 2.1 §5.4, §5.6).
     *
     * @throws RefusedException not found if the collection is not the principal's to read, or shows it no such object;
     *     429 if its allowance is used up; 503 if too little was found in the time allowed
     */
    public ObjectsPage objects(Principal principal, StoredCollection collection, ObjectsQuery query) {
        return page(principal, collection, query, VersionSelector.LAST, "taxii").toObjects();
    }

    private Selected page(
            Principal principal,
            StoredCollection collection,
            ObjectsQuery query,
            VersionSelector byDefault,
            String channel) {
        return pages.page(new Request(principal, collection, query, byDefault, channel));
    }

    /**
     * Begins to take what a content package is to hold.
     *
     * @param chain the packages that it follows, of which one at a time is made
     * @param id which try it is
     */
    public PackageDraw draw(Principal principal, String chain, UUID id) {
        return new PackageDraw(packages, principal, chain, id);
    }

    /** After a crash: puts into the ledger what was taken for a package of a chain and neither recorded nor given back. */
    public void recordDrawn(String chain) {
        drawn.record(chain);
    }

    /** One page of the manifest (TAXII 2.1 §5.3); the same selection as {@link #objects}. */
    public ManifestPage manifest(Principal principal, StoredCollection collection, ObjectsQuery query) {
        return page(principal, collection, query, VersionSelector.LAST, "taxii-manifest")
                .toManifest();
    }

    /** One page of an object's versions (TAXII 2.1 §5.8): all of them, where nothing else is asked for. */
    public ManifestPage versions(Principal principal, StoredCollection collection, ObjectsQuery query) {
        return page(principal, collection, query, VersionSelector.ALL, "taxii-versions")
                .toManifest();
    }

    /**
     * One page of companions: the signed provenance of the entries that the principal would get of the collection, in
     * their order, each companion at the {@code date_added} of the last entry that it covers.
     *
     * @throws RefusedException as {@link #objects}; not found also for a single companion by its id, since they are made
     *     for each request
     */
    public ObjectsPage provenance(Principal principal, StoredCollection collection, ObjectsQuery query) {
        return companionsFor(principal, collection, query).toObjects();
    }

    /** One page of the manifest of {@link #provenance}. */
    public ManifestPage provenanceManifest(Principal principal, StoredCollection collection, ObjectsQuery query) {
        return companionsFor(principal, collection, query).toManifest();
    }

    private Companions.Page companionsFor(Principal principal, StoredCollection collection, ObjectsQuery query) {
        return companions.page(new Request(principal, collection, query, VersionSelector.ALL, "taxii-provenance"));
    }

    /**
     * The entries that a deletion means, of those the principal may see (TAXII 2.1 §5.7): every version where it names
     * none.
     *
     * @throws RefusedException not found if there are none
     */
    public List<Entry> matching(Principal principal, StoredCollection collection, DeleteQuery query) {
        Grant.Read grant = principal.mayRead(collection.name()).orElseThrow(RefusedException::notFound);
        ReleasePolicy policy = policies.of(principal, grant);
        List<Entry> visible = StixId.parse(query.objectId())
                .map(id -> parts.store().versions(collection.id(), id))
                .orElse(List.of())
                .stream()
                .filter(entry -> policy.decide(entry).isGiven())
                .filter(entry -> query.specVersions().isEmpty()
                        || query.specVersions().get().contains(entry.head().specVersion()))
                .toList();
        List<Entry> matching =
                Versions.select(visible, Entry::head, query.versions().orElse(VersionSelector.ALL));
        if (matching.isEmpty()) {
            throw RefusedException.notFound();
        }
        return matching;
    }

    /**
     * What the principal would get of the whole collection and what is withheld from it, counted by rule. For the
     * operator; nothing leaves, so nothing is recorded.
     */
    public Preview preview(Principal principal, StoredCollection collection) {
        return explanations.preview(principal, collection);
    }

    /** Passes over all that a collection holds, for the operator to judge; it stays in the node, so nothing is recorded. */
    public void lookThrough(StoredCollection collection, BiConsumer<Entry, StixObject> look) {
        operator.lookThrough(collection, look);
    }

    /**
     * The object of an entry that is kept aside, for the operator to judge or to let in; it stays in the node, so
     * nothing is recorded. Empty if it is gone.
     */
    public Optional<StixObject> aside(StoredCollection collection, Entry entry) {
        return operator.aside(collection, entry);
    }

    /** As {@link #aside}, for the operator to take away: recorded first. */
    public Optional<StixObject> asideForOperator(StoredCollection collection, Entry entry) {
        return operator.takeAside(collection, entry);
    }

    /** The object of an entry, for the operator to take away with its provenance: recorded first. Empty if it is gone. */
    public Optional<StixObject> forOperator(StoredCollection collection, Entry entry) {
        return operator.take(collection, entry);
    }

    /** Whether a collection's log holds anything for the principal after a {@code date_added}, in microseconds. */
    public boolean hasAnythingAfter(Principal principal, StoredCollection collection, long after) {
        return hasRecallsAfter(principal, collection, after) || hasObjectsAfter(principal, collection, after);
    }

    /** As {@link #hasAnythingAfter}, but for recalls alone. */
    public boolean hasRecallsAfter(Principal principal, StoredCollection collection, long after) {
        return recalls.hasAnyAfter(principal, collection, after);
    }

    /** As {@link #hasAnythingAfter}, but for objects alone. */
    public boolean hasObjectsAfter(Principal principal, StoredCollection collection, long after) {
        Optional<Grant.Read> grant = principal.mayRead(collection.name());
        if (grant.isEmpty()) {
            return false;
        }
        ReleasePolicy policy = policies.of(principal, grant.get());
        long through = parts.store().lastAdded(collection.id());
        LogPage page = new LogPage(List.of(), after, after < through);
        while (page.more()) {
            page = parts.store().read(collection.id(), page.examinedThrough(), through, 100, 1 << 20);
            if (page.items().stream()
                    .anyMatch(item -> policy.decide(item.entry()).isGiven())) {
                return true;
            }
        }
        return false;
    }

    /** What went out since the start. */
    public ReleaseCounts counts() {
        return counts;
    }

    /** To be called after a deletion: what was hidden behind a deleted version may now be given. */
    public void forgetWhatIsQuiet() {
        pages.forgetWhatIsQuiet();
    }

    /** Whether the principal gets this entry as things stand, and if not by which rule. For the operator. */
    public Decision decide(Principal principal, StoredCollection collection, Entry entry) {
        return explanations.decide(principal, collection, entry);
    }
}
