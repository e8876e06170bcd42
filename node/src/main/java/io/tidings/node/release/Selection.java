package io.tidings.node.release;

import io.tidings.node.store.Entry;
import io.tidings.node.store.LogPage;
import io.tidings.node.store.Store;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.version.VersionSelector;
import io.tidings.stix.version.Versions;
import io.tidings.taxii.server.backend.PageEnd;
import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.query.ObjectsQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;

/**
 * Makes one page for one request, in the order of §5.4 of the TAXII digest: what may be seen, spec version, id and
 * type, version, position, properties. For one thread.
 */
final class Selection {
    private static final int MOST_REMEMBERED = 10_000;

    private final Store store;
    private final UUID collection;
    private final ReleasePolicy policy;
    private final ObjectsQuery query;
    private final VersionSelector versions;
    private final Bounds bounds;
    private final long after;
    private final long through;
    private final QuietStretches.Stretch quiet;
    private long examined;
    private boolean undefined; // something was withheld that a definition may make visible
    private long lastVisible;
    private final Map<StixId, Set<Long>> selectedById = new HashMap<>();

    private final List<LogPage.Item> taken = new ArrayList<>();
    private long takenBytes;
    private boolean more;

    /** @param deadline after which a search that goes on is refused */
    record Bounds(int count, long bytes, Instant deadline, Clock clock) {}

    /** @param knownQuiet the stretch after a position in which nothing is known to be given */
    Selection(
            Store store,
            Request request,
            ReleasePolicy policy,
            Bounds bounds,
            LongFunction<QuietStretches.Stretch> knownQuiet) {
        this.store = store;
        this.collection = request.collection().id();
        this.policy = policy;
        this.query = request.query();
        this.versions = query.versions().orElse(request.byDefault());
        this.bounds = bounds;
        long newest = store.lastAdded(collection);
        this.through = query.resume()
                .map(resume -> Math.min(newest, Stamps.toMicros(resume.through())))
                .orElse(newest);
        this.after = Math.max(
                query.addedAfter().map(Stamps::toMicros).orElse(0L),
                query.resume().map(resume -> Stamps.toMicros(resume.after())).orElse(0L));
        this.quiet = knownQuiet.apply(after);
        this.examined = quiet.through();
        this.lastVisible = quiet.lastVisible();
    }

    /** Where the request begins, exclusive, microseconds since 1970. */
    long after() {
        return after;
    }

    /** What an empty page tells of the log: the stretch that holds nothing for this request, and will hold nothing. */
    QuietStretches.Stretch quiet() {
        return undefined ? quiet : new QuietStretches.Stretch(examined, lastVisible);
    }

    /** Whether there is nothing after where the request begins: no page is to be put together then. */
    boolean isAtItsEnd() {
        return query.objectId().isEmpty() && query.ids().isEmpty() && quiet.through() >= through;
    }

    Selected page() {
        if (query.objectId().isPresent() || query.ids().isPresent()) {
            byId();
        } else {
            scan();
        }
        return new Selected(taken, end());
    }

    private PageEnd end() {
        if (taken.isEmpty()) {
            // The last entry that the principal may see, not how far the log was examined: that would tell of entries
            // that are withheld (I-5).
            Optional<Instant> position = lastVisible > after
                    ? Optional.of(Stamps.toInstant(lastVisible))
                    : query.resume().map(ObjectsQuery.Resume::after).or(query::addedAfter);
            return new PageEnd(position, position, false, Optional.empty(), Optional.empty());
        }
        Instant first = Stamps.toInstant(taken.get(0).entry().added());
        Instant last = Stamps.toInstant(taken.get(taken.size() - 1).entry().added());
        return new PageEnd(
                Optional.of(first),
                Optional.of(last),
                more,
                more ? Optional.of(last) : Optional.empty(),
                more ? Optional.of(Stamps.toInstant(through)) : Optional.empty());
    }

    private void scan() {
        long position = quiet.through();
        boolean open = position < through;
        while (open && !more) {
            // One more than still fits, to know whether there is more.
            int count = Math.max(16, bounds.count() - taken.size() + 1);
            LogPage page =
                    store.read(collection, position, through, count, Math.max(1 << 16, bounds.bytes() - takenBytes));
            take(page);
            position = page.examinedThrough();
            examined = position;
            open = page.more() && position < through;
            if (open && !more && bounds.clock().instant().isAfter(bounds.deadline())) {
                throw RefusedException.unavailable(
                        "The search through this collection takes too long; narrow it by type, id or added_after.",
                        Duration.ofSeconds(60));
            }
        }
    }

    private void take(LogPage page) {
        int before = taken.size();
        long pageBytes = 0;
        for (LogPage.Item item : page.items()) {
            pageBytes += item.bytes().length();
            if (!more && selects(item.entry())) {
                LogPage.Item given = policy.form(item);
                if (passes(given)) {
                    takeOrLeave(given);
                }
            }
        }
        long kept = 0;
        for (int i = before; i < taken.size(); i++) {
            kept += taken.get(i).bytes().length();
        }
        if (kept * 2 < pageBytes) {
            // A few objects must not hold the memory of everything they lay among (I-8).
            for (int i = before; i < taken.size(); i++) {
                LogPage.Item item = taken.get(i);
                taken.set(
                        i,
                        new LogPage.Item(item.entry(), ByteSlice.of(item.bytes().toByteArray()), false));
            }
        }
    }

    private void takeOrLeave(LogPage.Item item) {
        int length = item.bytes().length();
        if (taken.size() >= bounds.count() || !taken.isEmpty() && takenBytes + length > bounds.bytes()) {
            more = true;
        } else {
            taken.add(item);
            takenBytes += length;
        }
    }

    private boolean selects(Entry entry) {
        if (policy.decide(entry) instanceof Decision.Withheld withheld) {
            undefined |= withheld.rule() == Decision.Rule.OTHER_MARKING;
            return false;
        }
        lastVisible = Math.max(lastVisible, entry.added());
        if (query.types().filter(types -> !types.contains(entry.head().type())).isPresent()) {
            return false;
        }
        Optional<Boolean> atOnce = selectsWithoutOthers(entry);
        if (atOnce.isPresent()) {
            return atOnce.get();
        }
        if (selectedById.size() >= MOST_REMEMBERED) {
            selectedById.clear();
        }
        return selectedById.computeIfAbsent(entry.id(), this::stampsSelectedOf).contains(entry.added());
    }

    /** Whether the request means this version, where that can be said without looking at the object's other versions. */
    private Optional<Boolean> selectsWithoutOthers(Entry entry) {
        SpecVersion spec = entry.head().specVersion();
        Optional<Set<SpecVersion>> wanted = query.specVersions();
        if (wanted.isPresent() && !wanted.get().contains(spec)) {
            return Optional.of(false);
        }
        boolean newestSpec = spec.compareTo(SpecVersion.V2_1) >= 0;
        if (versions.all() && (wanted.isPresent() || newestSpec)) {
            return Optional.of(true);
        }
        if (versions.isInstantsOnly()
                && !versions.instants().contains(entry.head().version())) {
            return Optional.of(false);
        }
        // The current version is the newest of the newest specification; of several wanted ones another may be newer.
        if (versions.equals(VersionSelector.LAST)
                && (wanted.isEmpty() || wanted.get().size() == 1)) {
            if (entry.current()) {
                return Optional.of(true);
            }
            if (policy.isTheSameForAllVersions() && (wanted.isEmpty() || newestSpec)) {
                return Optional.of(false);
            }
        }
        return Optional.empty();
    }

    private boolean passes(LogPage.Item item) {
        if (query.properties().isEmpty()) {
            return true;
        }
        StixObject object = new StixObject(item.bytes(), item.entry().head());
        return query.properties().stream().allMatch(filter -> filter.matches(object));
    }

    private Set<Long> stampsSelectedOf(StixId id) {
        Set<Long> stamps = new java.util.HashSet<>();
        selectedOf(id).forEach(entry -> stamps.add(entry.added()));
        return stamps;
    }

    private List<Entry> selectedOf(StixId id) {
        return chosen(visible(id));
    }

    /** Of the versions of one object those that the request means: steps 2 and 4. */
    private List<Entry> chosen(List<Entry> visible) {
        Optional<Set<SpecVersion>> wanted = query.specVersions();
        // Asked for nothing that exists is not the same as not asked.
        return wanted.filter(Set::isEmpty).isPresent()
                ? List.of()
                : Versions.select(visible, Entry::head, wanted.orElse(Set.of()), versions);
    }

    private List<Entry> visible(StixId id) {
        return store.versions(collection, id).stream()
                .filter(entry -> entry.added() <= store.lastAdded(collection))
                .filter(entry -> policy.decide(entry).isGiven())
                .toList();
    }

    private void byId() {
        if (policy.isTheSameForAllVersions()) {
            lastVisible = through;
        }
        List<Entry> selected = new ArrayList<>();
        for (String text : idsAskedFor()) {
            Optional<StixId> id = StixId.parse(text);
            List<Entry> visible = id.map(this::visible).orElse(List.of());
            List<Entry> chosen = visible.isEmpty() ? List.of() : chosen(visible);
            if (query.objectId().isPresent() && (visible.isEmpty() || chosen.isEmpty() && versions.isInstantsOnly())) {
                throw RefusedException.notFound();
            }
            selected.addAll(chosen);
        }
        selected.sort(Comparator.comparingLong(Entry::added));
        for (Entry entry : selected) {
            boolean within = entry.added() > after && entry.added() <= through;
            boolean ofType = query.types()
                    .filter(types -> !types.contains(entry.head().type()))
                    .isEmpty();
            if (!more && within && (query.objectId().isPresent() || ofType)) {
                for (LogPage.Item item : store.read(collection, entry.added() - 1, entry.added(), 1, 1)
                        .items()) {
                    LogPage.Item given = policy.form(item);
                    if (passes(given)) {
                        takeOrLeave(new LogPage.Item(
                                given.entry(), ByteSlice.of(given.bytes().toByteArray()), false));
                    }
                }
            }
        }
    }

    private Set<String> idsAskedFor() {
        Set<String> ids = new LinkedHashSet<>();
        query.objectId().ifPresentOrElse(ids::add, () -> ids.addAll(query.ids().orElse(Set.of())));
        return ids;
    }
}
