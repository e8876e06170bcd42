package io.tidings.taxii.client.repair;

import io.tidings.stix.object.StixObject;
import io.tidings.taxii.client.failure.PagingException;
import io.tidings.taxii.client.failure.PagingException.Reason;
import io.tidings.taxii.client.follow.Batch;
import io.tidings.taxii.client.follow.Cursor;
import io.tidings.taxii.client.manifest.GetManifest;
import io.tidings.taxii.client.manifest.ManifestRecord;
import io.tidings.taxii.client.objects.GetObjects;
import io.tidings.taxii.client.objects.ObjectsQuery;
import io.tidings.taxii.client.paging.PageEnd;
import io.tidings.taxii.client.paging.PagePosition;
import io.tidings.taxii.client.paging.PageWalk;
import io.tidings.taxii.client.paging.PagingRules;
import io.tidings.taxii.client.url.CollectionUrl;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads a server's whole manifest and fetches what is not held here. The remedy where a cursor cannot be trusted: the
 * server was restored from a backup, or gave more items one date than it lets out on a page.
 *
 * <p>Holds one page's missing records at a time. Doing it again is safe.
 */
public final class ManifestComparison {
    private static final int PAGE = 5_000;
    private static final int MOST_ON_PAGE = 100_000;
    private static final int MOST_REPORTED = 1_000;

    private final GetManifest manifests;
    private final MissingObjects missing;
    private final CollectionUrl collection;
    private final ObjectsQuery query;
    private final PagingRules rules;

    /** @param query of the follow to be mended; all versions are compared whatever it says of them */
    public ManifestComparison(
            GetManifest manifests,
            GetObjects objects,
            CollectionUrl collection,
            ObjectsQuery query,
            PagingRules rules) {
        this.manifests = manifests;
        this.missing = new MissingObjects(objects, collection);
        this.collection = collection;
        this.query = query.with("version", List.of("all"));
        this.rules = rules;
    }

    /**
     * Compares.
     *
     * @param holds whether this version is held; compare versions by {@link ManifestRecord#versionTime()}, and an
     *     object without versions by its id alone
     * @param consumer stores a batch durably before it returns
     */
    public ComparisonOutcome compare(Predicate<ManifestRecord> holds, Consumer<Batch> consumer) throws IOException {
        Run run = new Run(holds, consumer);
        PageWalk walk = new PageWalk(
                collection.manifest(),
                PagePosition.first(
                        Optional.empty(), OptionalInt.of(query.limit().orElse(PAGE))),
                rules);
        boolean more = true;
        while (more) {
            if (walk.isExhausted()) {
                throw new PagingException(
                        collection.manifest(),
                        Reason.TOO_MANY_PAGES,
                        "the manifest has more than " + walk.pages() + " pages");
            }
            PageEnd end = manifests.read(collection, query, walk.position(), run);
            more = walk.advance(end, run.finishPage());
        }
        return run.outcome();
    }

    private final class Run implements GetManifest.RecordSink {
        private final Predicate<ManifestRecord> holds;
        private final Consumer<Batch> consumer;
        private final List<ManifestRecord> unavailable = new ArrayList<>();
        private Set<ManifestRecord> page = new LinkedHashSet<>();
        private Set<ManifestRecord> pageBefore = Set.of();
        private long compared;
        private long absent;
        private long fetched;
        private Optional<Instant> reached = Optional.empty();

        Run(Predicate<ManifestRecord> holds, Consumer<Batch> consumer) {
            this.holds = holds;
            this.consumer = consumer;
        }

        @Override
        public void begin() {
            page = new LinkedHashSet<>();
        }

        @Override
        public void accept(ManifestRecord found) throws IOException {
            if (page.size() >= MOST_ON_PAGE) {
                throw new PagingException(
                        collection.manifest(),
                        Reason.TOO_MANY_PAGES,
                        "one page of the manifest has more than " + MOST_ON_PAGE
                                + " entries, whatever limit was asked");
            }
            if (!pageBefore.contains(found)) {
                page.add(found);
            }
        }

        /** Fetches what of the page is missing; returns how many of its entries were new. */
        int finishPage() throws IOException {
            List<ManifestRecord> wanted = new ArrayList<>(MissingObjects.AT_ONCE);
            for (ManifestRecord record : page) {
                compared++;
                reached = record.dateAdded()
                        .filter(date -> reached.isEmpty() || date.isAfter(reached.get()))
                        .or(() -> reached);
                if (!holds.test(record)) {
                    wanted.add(record);
                }
                if (wanted.size() == MissingObjects.AT_ONCE) {
                    fetch(wanted);
                    wanted.clear();
                }
            }
            if (!wanted.isEmpty()) {
                fetch(wanted);
            }
            pageBefore = page;
            return page.size();
        }

        private void fetch(List<ManifestRecord> wanted) throws IOException {
            Map<ManifestRecord, StixObject> found = missing.fetch(wanted);
            absent += wanted.size();
            fetched += found.size();
            List<StixObject> inOrder = new ArrayList<>();
            for (ManifestRecord record : wanted) {
                StixObject object = found.get(record);
                if (object != null) {
                    inOrder.add(object);
                } else if (unavailable.size() < MOST_REPORTED) {
                    unavailable.add(record);
                }
            }
            if (!inOrder.isEmpty()) {
                consumer.accept(new Batch(inOrder, List.of()));
            }
        }

        ComparisonOutcome outcome() {
            return new ComparisonOutcome(
                    compared, absent, fetched, unavailable, new Cursor(reached, Optional.empty(), reached));
        }
    }
}
