package io.tidings.node.release;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.CutOff;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Principal;
import io.tidings.node.companion.CompanionWriter;
import io.tidings.node.quota.Quotas;
import io.tidings.node.release.Notices.Notice;
import io.tidings.node.store.Entry;
import io.tidings.node.store.LogPage;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.version.VersionSelector;
import io.tidings.stix.version.Versions;
import io.tidings.taxii.server.backend.CollectionResource;
import io.tidings.taxii.server.backend.ManifestPage;
import io.tidings.taxii.server.backend.ObjectsPage;
import io.tidings.taxii.server.backend.PageEnd;
import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.query.DeleteQuery;
import io.tidings.taxii.server.query.ObjectsQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The door out. Safe for use by any number of threads; its methods block on the database, and when one returns, the
 * ledger's record of what it returns is durable (I-7).
 */
public final class Release {
    private static final int MOST_COMPANIONS = 4;

    private final Store store;
    private final Supplier<AgreementBook> agreements;
    private final Quotas quotas;
    private final Clock clock;
    private final ReleaseOptions options;
    private final QuietStretches quiet = new QuietStretches();
    private final ReleaseCounts counts = new ReleaseCounts();
    private final PagesAtOnce pagesAtOnce;
    private final MarkingDefinitions definitions;
    private final Stripping stripping;
    private final Notices notices;
    private final CutOff cutOff;

    /** One that has nothing to tell beside the content. */
    public Release(
            Store store, Supplier<AgreementBook> agreements, Quotas quotas, Clock clock, ReleaseOptions options) {
        this(store, agreements, quotas, clock, options, Notices.none(), CutOff.ofNobody());
    }

    /**
     * @param notices go out among the companions, and hold back what is not to be given any more
     * @param cutOff asked to explain only: who is cut off does not come as far as this door
     */
    public Release(
            Store store,
            Supplier<AgreementBook> agreements,
            Quotas quotas,
            Clock clock,
            ReleaseOptions options,
            Notices notices,
            CutOff cutOff) {
        this.notices = notices;
        this.cutOff = cutOff;
        this.store = store;
        this.agreements = agreements;
        this.quotas = quotas;
        this.clock = clock;
        this.options = options;
        this.definitions = new MarkingDefinitions(store);
        this.stripping = new Stripping(store);
        this.pagesAtOnce = PagesAtOnce.within(options.heapBytes(), options.pageBytes());
    }

    /**
     * One page of objects as the principal may see them (TAXII 2.1 §5.4, §5.6).
     *
     * @throws RefusedException not found if the collection is not the principal's to read, or shows it no such object;
     *     429 if its allowance is used up; 503 if too little was found in the time allowed
     */
    public ObjectsPage objects(Principal principal, StoredCollection collection, ObjectsQuery query) {
        Selected page = select(principal, collection, query, VersionSelector.LAST, "taxii");
        return new ObjectsPage(page.runs(), page.items().size(), page.end());
    }

    /**
     * One page for a content package: all versions, by the same rules as for the network. With its signed provenance, but
     * where objects are asked for by their ids.
     *
     * @throws RefusedException as {@link #objects}
     */
    public PackagePage packaged(Principal principal, StoredCollection collection, ObjectsQuery query) {
        Selected page = select(principal, collection, query, VersionSelector.ALL, PackagePage.CHANNEL);
        List<LogPage.Item> items = page.items();
        return PackagePage.of(
                page,
                // What is asked for by id lies anywhere: all that is between would be read.
                items.isEmpty() || query.ids().isPresent()
                        ? Map.of()
                        : store.chains(
                                collection.id(),
                                items.get(0).entry().added(),
                                items.get(items.size() - 1).entry().added()));
    }

    /**
     * Some of the recalls for a content package, oldest first: those of a collection that the principal is to be told of, as on
     * the network. None if there are no more.
     *
     * @param after the stamp of the last one that it was told by this road, in microseconds; 0 for none
     * @throws RefusedException not found if the collection is not the principal's to read
     */
    public PackageRecalls recalled(Principal principal, StoredCollection collection, long after) {
        if (principal.mayRead(collection.name()).isEmpty()) {
            throw RefusedException.notFound();
        }
        PackageRecalls page = PackageRecalls.of(recallsAfter(principal, collection, after, PackageRecalls.MOST), after);
        if (!page.told().isEmpty()) {
            record(told(page.told(), principal, collection, PackageRecalls.CHANNEL, "", agreements.get()));
        }
        return page;
    }

    private List<Notice> recallsAfter(Principal principal, StoredCollection collection, long after, int most) {
        return notices.whileNoneIsPlaced(
                () -> notices.of(principal.name(), collection.id(), after, store.lastAdded(collection.id()), most));
    }

    /** One page of the manifest (TAXII 2.1 §5.3); the same selection as {@link #objects}. */
    public ManifestPage manifest(Principal principal, StoredCollection collection, ObjectsQuery query) {
        return described(select(principal, collection, query, VersionSelector.LAST, "taxii-manifest"));
    }

    /** One page of an object's versions (TAXII 2.1 §5.8): all of them, where nothing else is asked for. */
    public ManifestPage versions(Principal principal, StoredCollection collection, ObjectsQuery query) {
        return described(select(principal, collection, query, VersionSelector.ALL, "taxii-versions"));
    }

    /**
     * One page of companions: the signed provenance of the entries that the principal would get of the collection, in
     * their order, each companion at the {@code date_added} of the last entry that it covers.
     *
     * @throws RefusedException as {@link #objects}; not found also for a single companion by its id, since they are made
     *     for each request
     */
    public ObjectsPage provenance(Principal principal, StoredCollection collection, ObjectsQuery query) {
        Companions.Page page = companions(principal, collection, query, "taxii-provenance");
        return new ObjectsPage(
                page.runs(), page.companions().size(), page.entries().end());
    }

    /** One page of the manifest of {@link #provenance}. */
    public ManifestPage provenanceManifest(Principal principal, StoredCollection collection, ObjectsQuery query) {
        Companions.Page page = companions(principal, collection, query, "taxii-provenance");
        return new ManifestPage(
                page.companions().stream()
                        .map(each -> new ManifestPage.Entry(
                                each.companion().id().value(),
                                Stamps.toInstant(each.lastAdded()),
                                each.companion().at(),
                                CollectionResource.STIX_2_1))
                        .toList(),
                page.entries().end());
    }

    private Companions.Page companions(
            Principal principal, StoredCollection collection, ObjectsQuery query, String channel) {
        long begun = System.nanoTime();
        Grant.Read grant = principal.mayRead(collection.name()).orElseThrow(RefusedException::notFound);
        if (query.objectId().isPresent()) {
            throw RefusedException.notFound();
        }
        int most = Math.min(query.limit().orElse(MOST_COMPANIONS), MOST_COMPANIONS);
        int wanted = most * CompanionWriter.MOST_ENTRIES;
        // As many entries as objects, counted apart: nobody learns of more than it could have got.
        String use = "provenance " + collection.id();
        Optional<Long> perDay = grant.objectsPerDay();
        if (perDay.isPresent()) {
            Quotas.Allowance allowance = quotas.objects(principal.name(), use, wanted, perDay.get(), () -> 0);
            wanted = (int) allowance.granted();
            if (wanted == 0) {
                throw RefusedException.tooMany(
                        "The agreement's number of objects a day from this collection is used up.",
                        allowance.retryAfter());
            }
        }
        AgreementBook book = agreements.get();
        int entries = wanted;
        Companions.Page page = notices.whileNoneIsPlaced(() -> {
            List<Notice> told = notices(principal, collection, query);
            return new Companions(store, collection, options.unmarked())
                    .page(
                            CompanionQuery.wantsEntries(query)
                                    ? everyEntry(principal, collection, grant, query, book, entries)
                                    : nothing(query),
                            told,
                            most);
        });
        int covered = page.entries().items().size();
        if (perDay.isPresent()) {
            quotas.giveBack(principal.name(), use, wanted - (long) covered);
        }
        if (covered > 0) {
            record(page.entries().toRelease(principal.name(), channel, clock.instant(), collection.id(), query, book));
        }
        if (!page.told().isEmpty()) {
            record(told(page.told(), principal, collection, "taxii-recall", QueryText.of(query), book));
        }
        long bytes = page.runs().stream().mapToLong(ByteSlice::length).sum();
        counts.add(channel, new ReleaseCounts.Channel(1, page.companions().size(), bytes, System.nanoTime() - begun));
        return page;
    }

    private static Selected nothing(ObjectsQuery query) {
        Optional<Instant> position =
                query.resume().map(ObjectsQuery.Resume::after).or(query::addedAfter);
        return new Selected(List.of(), new PageEnd(position, position, false, Optional.empty(), Optional.empty()));
    }

    private List<Notice> notices(Principal principal, StoredCollection collection, ObjectsQuery query) {
        if (!CompanionQuery.wantsNotices(query)) {
            return List.of();
        }
        long after = Math.max(
                query.addedAfter().map(Stamps::toMicros).orElse(0L),
                query.resume().map(resume -> Stamps.toMicros(resume.after())).orElse(0L));
        long newest = store.lastAdded(collection.id());
        long through = query.resume()
                .map(resume -> Math.min(newest, Stamps.toMicros(resume.through())))
                .orElse(newest);
        return notices.of(principal.name(), collection.id(), after, through, Integer.MAX_VALUE);
    }

    private io.tidings.node.store.Release told(
            List<Notice> told,
            Principal principal,
            StoredCollection collection,
            String channel,
            String query,
            AgreementBook book) {
        return new io.tidings.node.store.Release(
                principal.name(),
                channel,
                clock.instant(),
                collection.id(),
                query,
                book.version(),
                told.stream()
                        .map(each -> new io.tidings.node.store.Release.Run(each.added(), each.added()))
                        .toList(),
                told.size());
    }

    /** Entries in every version, from where a request for companions begins. */
    private Selected everyEntry(
            Principal principal,
            StoredCollection collection,
            Grant.Read grant,
            ObjectsQuery query,
            AgreementBook book,
            int wanted) {
        ObjectsQuery everything = CompanionQuery.ofEntries(query);
        QuietStretches.Key anywhere = new QuietStretches.Key(
                principal.name(), book.version(), collection.id(), QueryText.ofFilters(everything), 0);
        Selection selection = new Selection(
                store,
                collection.id(),
                new ReleasePolicy(book, principal, grant, sight(), clock.instant()),
                everything,
                VersionSelector.ALL,
                new Selection.Bounds(
                        wanted, options.pageBytes(), clock.instant().plus(options.scanTime()), clock),
                after -> quiet.after(anywhere.at(after)));
        Selected selected = selection.page();
        if (selected.items().isEmpty() && selection.quiet().through() > selection.after()) {
            quiet.remember(anywhere.at(selection.after()), selection.quiet());
        }
        return selected;
    }

    /**
     * The entries that a deletion means, of those the principal may see (TAXII 2.1 §5.7): every version where it names
     * none.
     *
     * @throws RefusedException not found if there are none
     */
    public List<Entry> matching(Principal principal, StoredCollection collection, DeleteQuery query) {
        Grant.Read grant = principal.mayRead(collection.name()).orElseThrow(RefusedException::notFound);
        ReleasePolicy policy = policy(principal, grant);
        List<Entry> visible =
                StixId.parse(query.objectId()).map(id -> store.versions(collection.id(), id)).orElse(List.of()).stream()
                        .filter(entry -> policy.decide(entry).isGiven())
                        .filter(entry -> query.specVersions().isEmpty()
                                || query.specVersions()
                                        .get()
                                        .contains(entry.head().specVersion()))
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
        Grant.Read grant = principal.mayRead(collection.name()).orElseThrow(RefusedException::notFound);
        ReleasePolicy policy = policy(principal, grant);
        Optional<Decision> outside = outside(principal);
        Map<Decision.Rule, Preview.Count> withheld = new EnumMap<>(Decision.Rule.class);
        long given = 0;
        long through = store.lastAdded(collection.id());
        LogPage page = new LogPage(List.of(), 0, true);
        while (page.more()) {
            page = store.read(collection.id(), page.examinedThrough(), through, 1_000, options.pageBytes());
            for (LogPage.Item item : page.items()) {
                if (outside.orElseGet(() -> policy.decide(item.entry())) instanceof Decision.Withheld no) {
                    withheld.merge(
                            no.rule(), new Preview.Count(1, item.entry().id(), no.explanation()), Preview.Count::plus);
                } else {
                    given++;
                }
            }
        }
        return new Preview(given, withheld);
    }

    /** Passes over all that a collection holds, for the operator to judge; it stays in the node, so nothing is recorded. */
    public void lookThrough(StoredCollection collection, BiConsumer<Entry, StixObject> look) {
        long through = store.lastAdded(collection.id());
        LogPage page = new LogPage(List.of(), 0, true);
        while (page.more()) {
            page = store.read(collection.id(), page.examinedThrough(), through, 1_000, options.pageBytes());
            page.items()
                    .forEach(item -> look.accept(
                            item.entry(),
                            new StixObject(item.bytes(), item.entry().head())));
        }
    }

    /**
     * The object of an entry that is kept aside, for the operator to judge or to let in; it stays in the node, so
     * nothing is recorded. Empty if it is gone.
     */
    public Optional<StixObject> aside(StoredCollection collection, Entry entry) {
        if (!collection.isAside()) {
            throw new IllegalArgumentException("collection " + collection.name() + " is in force, not aside");
        }
        return store.read(collection.id(), entry.added() - 1, entry.added(), 1, options.pageBytes()).items().stream()
                .findFirst()
                .map(item -> new StixObject(item.bytes(), item.entry().head()));
    }

    /** As {@link #aside}, for the operator to take away: recorded first. */
    public Optional<StixObject> asideForOperator(StoredCollection collection, Entry entry) {
        Optional<StixObject> object = aside(collection, entry);
        if (object.isPresent()) {
            record(new io.tidings.node.store.Release(
                    "operator",
                    "quarantine-show",
                    clock.instant(),
                    collection.id(),
                    "",
                    agreements.get().version(),
                    List.of(new io.tidings.node.store.Release.Run(entry.added(), entry.added())),
                    1));
        }
        return object;
    }

    /** The object of an entry, for the operator to take away with its provenance: recorded first. Empty if it is gone. */
    public Optional<StixObject> forOperator(StoredCollection collection, Entry entry) {
        record(new io.tidings.node.store.Release(
                "operator",
                "provenance-export",
                clock.instant(),
                collection.id(),
                "",
                agreements.get().version(),
                List.of(new io.tidings.node.store.Release.Run(entry.added(), entry.added())),
                1));
        return store.read(collection.id(), entry.added() - 1, entry.added(), 1, options.pageBytes()).items().stream()
                .findFirst()
                .map(item -> new StixObject(item.bytes(), item.entry().head()));
    }

    /** Whether a collection's log holds anything for the principal after a {@code date_added}, in microseconds. */
    public boolean hasAnythingAfter(Principal principal, StoredCollection collection, long after) {
        return hasRecallsAfter(principal, collection, after) || hasObjectsAfter(principal, collection, after);
    }

    /** As {@link #hasAnythingAfter}, but for recalls alone. */
    public boolean hasRecallsAfter(Principal principal, StoredCollection collection, long after) {
        return principal.mayRead(collection.name()).isPresent()
                && !recallsAfter(principal, collection, after, 1).isEmpty();
    }

    /** As {@link #hasAnythingAfter}, but for objects alone. */
    public boolean hasObjectsAfter(Principal principal, StoredCollection collection, long after) {
        Optional<Grant.Read> grant = principal.mayRead(collection.name());
        if (grant.isEmpty()) {
            return false;
        }
        ReleasePolicy policy = policy(principal, grant.get());
        long through = store.lastAdded(collection.id());
        LogPage page = new LogPage(List.of(), after, after < through);
        while (page.more()) {
            page = store.read(collection.id(), page.examinedThrough(), through, 100, 1 << 20);
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
        quiet.forget();
    }

    /** Whether the principal gets this entry as things stand, and if not by which rule. For the operator. */
    public Decision decide(Principal principal, StoredCollection collection, Entry entry) {
        Optional<Decision> outside = outside(principal);
        if (outside.isPresent()) {
            return outside.get();
        }
        Optional<Grant.Read> grant = principal.mayRead(collection.name());
        if (grant.isEmpty()) {
            return new Decision.Withheld(
                    Decision.Rule.COLLECTION, "the collection " + collection.name() + " is not granted");
        }
        Decision decision = policy(principal, grant.get()).decide(entry);
        return decision.isGiven() ? usedUp(principal, collection, grant.get()).orElse(decision) : decision;
    }

    /** Recognition refuses whoever comes while it is so; no request reaches a door then. */
    private Optional<Decision> outside(Principal principal) {
        return cutOff.of(principal.name())
                .<Decision>map(cut -> new Decision.Withheld(
                        Decision.Rule.CUT_OFF,
                        "sharing with " + (cut.who().equals(CutOff.EVERYONE) ? "everyone" : cut.who())
                                + " is cut off since " + cut.since()
                                + cut.reason().map(why -> ": " + why).orElse("")))
                .or(() -> outsideAgreement(principal));
    }

    private Optional<Decision> outsideAgreement(Principal principal) {
        if (!(principal instanceof Principal.OfPeer of)) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (of.peer().validFrom().filter(today::isBefore).isPresent()) {
            return Optional.of(new Decision.Withheld(
                    Decision.Rule.AGREEMENT,
                    "its agreement begins on " + of.peer().validFrom().get()));
        }
        return of.peer()
                .validUntil()
                .filter(until -> !today.isBefore(until))
                .map(until -> new Decision.Withheld(Decision.Rule.AGREEMENT, "its agreement ended on " + until));
    }

    private Optional<Decision> usedUp(Principal principal, StoredCollection collection, Grant.Read grant) {
        return grant.objectsPerDay().flatMap(perDay -> {
            String use = use(collection);
            Quotas.Allowance one =
                    quotas.objects(principal.name(), use, 1, perDay, () -> givenInTheLastDay(principal, collection));
            quotas.giveBack(principal.name(), use, one.granted());
            return one.granted() > 0
                    ? Optional.empty()
                    : Optional.of(new Decision.Withheld(
                            Decision.Rule.QUOTA,
                            "the " + perDay + " objects a day that it may have of " + collection.name()
                                    + " are used up; there is more from "
                                    + clock.instant().plus(one.retryAfter()).truncatedTo(ChronoUnit.SECONDS)));
        });
    }

    private static String use(StoredCollection collection) {
        return "read " + collection.id();
    }

    private ReleasePolicy.Sight sight() {
        return new ReleasePolicy.Sight(options.unmarked(), store.isAnyDirected(), definitions, stripping, notices);
    }

    private Selected select(
            Principal principal,
            StoredCollection collection,
            ObjectsQuery query,
            VersionSelector byDefault,
            String channel) {
        long begun = System.nanoTime();
        Grant.Read grant = principal.mayRead(collection.name()).orElseThrow(RefusedException::notFound);
        int wanted = Math.min(query.limit().orElse(options.defaultPage()), options.maxPage());
        String use = use(collection);
        if (grant.objectsPerDay().isPresent()) {
            wanted = (int) allowance(
                    principal, collection, use, wanted, grant.objectsPerDay().get());
        }
        AgreementBook book = agreements.get();
        QuietStretches.Key anywhere = new QuietStretches.Key(
                principal.name(), book.version(), collection.id(), QueryText.ofFilters(query), 0);
        Selection selection = new Selection(
                store,
                collection.id(),
                new ReleasePolicy(book, principal, grant, sight(), clock.instant()),
                query,
                byDefault,
                new Selection.Bounds(
                        wanted, options.pageBytes(), clock.instant().plus(options.scanTime()), clock),
                after -> quiet.after(anywhere.at(after)));
        int given = 0;
        Selected page;
        try {
            PagesAtOnce.Place place = selection.isAtItsEnd() ? () -> {} : pagesAtOnce.take();
            try {
                page = selection.page();
                if (!page.items().isEmpty()) {
                    record(page.toRelease(principal.name(), channel, clock.instant(), collection.id(), query, book));
                }
            } finally {
                place.close();
            }
            given = page.items().size();
        } finally {
            if (grant.objectsPerDay().isPresent()) {
                quotas.giveBack(principal.name(), use, wanted - (long) given);
            }
        }
        if (page.items().isEmpty() && selection.quiet().through() > selection.after()) {
            quiet.remember(anywhere.at(selection.after()), selection.quiet());
        }
        counts.add(channel, new ReleaseCounts.Channel(1, page.items().size(), page.bytes(), System.nanoTime() - begun));
        return page;
    }

    private long allowance(Principal principal, StoredCollection collection, String use, int wanted, long perDay) {
        Quotas.Allowance allowance =
                quotas.objects(principal.name(), use, wanted, perDay, () -> givenInTheLastDay(principal, collection));
        if (allowance.granted() == 0) {
            throw RefusedException.tooMany(
                    "The agreement's number of objects a day from this collection is used up.", allowance.retryAfter());
        }
        return allowance.granted();
    }

    private long givenInTheLastDay(Principal principal, StoredCollection collection) {
        Instant since = clock.instant().minus(Duration.ofDays(1));
        return store.releasesTo(principal.name(), since, 100_000).stream()
                .filter(release -> release.collection().equals(collection.id()))
                .filter(release -> !List.of("taxii-provenance", "taxii-recall", PackageRecalls.CHANNEL)
                        .contains(release.channel())) // with objects that were counted
                .mapToLong(release -> release.count())
                .sum();
    }

    private void record(io.tidings.node.store.Release release) {
        try {
            store.recordRelease(release).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private ReleasePolicy policy(Principal principal, Grant.Read grant) {
        return new ReleasePolicy(agreements.get(), principal, grant, sight(), clock.instant());
    }

    private static ManifestPage described(Selected page) {
        return new ManifestPage(
                page.items().stream()
                        .map(LogPage.Item::entry)
                        .map(entry -> new ManifestPage.Entry(
                                entry.id().value(),
                                Stamps.toInstant(entry.added()),
                                entry.head().version().text(),
                                mediaType(entry)))
                        .toList(),
                page.end());
    }

    private static String mediaType(Entry entry) {
        return entry.head().specVersion().equals(io.tidings.stix.object.SpecVersion.V2_0)
                ? CollectionResource.STIX_2_0
                : CollectionResource.STIX_2_1;
    }
}
