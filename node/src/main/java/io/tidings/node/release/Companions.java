package io.tidings.node.release;

import io.tidings.node.companion.Companion;
import io.tidings.node.companion.CompanionWriter;
import io.tidings.node.provenance.ChainForm;
import io.tidings.node.release.Notices.Notice;
import io.tidings.node.store.Entry;
import io.tidings.node.store.LogPage;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredChain;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.marking.Tlp;
import io.tidings.taxii.server.backend.CollectionResource;
import io.tidings.taxii.server.backend.ManifestPage;
import io.tidings.taxii.server.backend.ObjectsPage;
import io.tidings.taxii.server.backend.PageEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes companions of what was selected for a principal: of those entries and of no others, so that they say nothing
 * about what is withheld. For one request and one thread.
 */
final class Companions {
    private final Store store;
    private final StoredCollection collection;
    private final Tlp unmarked;
    private final List<Covered> made = new ArrayList<>();

    /** A companion, and the last entry that it covers. */
    record Covered(CompanionWriter.Written companion, long lastAdded) {}

    /**
     * A page of companions.
     *
     * @param entries those that the companions cover
     * @param told what goes among the companions
     */
    record Page(List<Covered> companions, Selected entries, List<Notice> told) {
        List<ByteSlice> runs() {
            return companions.stream()
                    .map(each -> ByteSlice.of(each.companion().bytes()))
                    .toList();
        }

        ObjectsPage toObjects() {
            return new ObjectsPage(runs(), companions.size(), entries.end());
        }

        ManifestPage toManifest() {
            return new ManifestPage(
                    companions.stream()
                            .map(each -> new ManifestPage.Entry(
                                    each.companion().id().value(),
                                    Stamps.toInstant(each.lastAdded()),
                                    each.companion().at(),
                                    CollectionResource.STIX_2_1))
                            .toList(),
                    entries.end());
        }
    }

    Companions(Store store, StoredCollection collection, Tlp unmarked) {
        this.store = store;
        this.collection = collection;
        this.unmarked = unmarked;
    }

    /**
     * @param notices what is to be told between where the request begins and the end of the log, oldest first
     * @param most companions and notices on the page
     */
    Page page(Selected selected, List<Notice> notices, int most) {
        List<LogPage.Item> items = selected.items();
        // Beyond a page of entries that is not the last one, others may come before a notice.
        List<Notice> within = selected.end().more()
                ? notices.stream()
                        .filter(each -> each.added() < added(items, items.size() - 1))
                        .toList()
                : notices;
        if (items.isEmpty() && within.isEmpty()) {
            return new Page(List.of(), selected, List.of());
        }
        Map<Long, StoredChain> chains = items.isEmpty()
                ? Map.of()
                : store.chains(collection.id(), added(items, 0), added(items, items.size() - 1));
        ChainForm form = new ChainForm();
        int done = 0;
        int told = 0;
        while ((done < items.size() || told < within.size()) && made.size() < most) {
            long nextNotice = told < within.size() ? within.get(told).added() : Long.MAX_VALUE;
            if (done < items.size() && added(items, done) < nextNotice) {
                done = cover(items, done, nextNotice, chains, form);
            } else {
                made.add(covered(within.get(told++)));
            }
        }
        boolean all = done == items.size() && told == within.size() && within.size() == notices.size();
        return new Page(
                List.copyOf(made),
                new Selected(items.subList(0, done), end(selected, all, notices)),
                within.subList(0, told));
    }

    private static Covered covered(Notice notice) {
        return new Covered(new CompanionWriter.Written(notice.id(), notice.at(), notice.bytes()), notice.added());
    }

    private int cover(List<LogPage.Item> items, int from, long before, Map<Long, StoredChain> chains, ChainForm form) {
        CompanionWriter writer = new CompanionWriter();
        Tlp level = Tlp.CLEAR;
        int at = from;
        while (at < items.size()
                && added(items, at) < before
                && at - from < CompanionWriter.MOST_ENTRIES
                && !writer.isFull()) {
            Entry entry = items.get(at).entry();
            level = level.stricter(entry.head().tlp().orElse(unmarked));
            // Seals are over the whole object: of one that is given in part they prove nothing, and their digest tells.
            boolean whole = items.get(at).bytes().length() == entry.length();
            Optional.ofNullable(whole ? chains.get(entry.added()) : null)
                    .flatMap(form::chain)
                    .ifPresent(chain ->
                            writer.add(new CompanionWriter.Item(entry.id(), Companion.version(entry.head()), chain)));
            at++;
        }
        long last = added(items, at - 1);
        made.add(new Covered(writer.write(collection.id(), Stamps.toInstant(last), Optional.of(level)), last));
        return at;
    }

    private PageEnd end(Selected selected, boolean all, List<Notice> notices) {
        Instant first = Stamps.toInstant(made.get(0).lastAdded());
        Instant last = Stamps.toInstant(made.get(made.size() - 1).lastAdded());
        boolean more = !all || selected.end().more();
        // Where the log went on when the first page was made, or at least as far as was selected.
        Optional<Instant> through =
                selected.end().through().or(() -> Optional.of(Stamps.toInstant(end(selected, notices))));
        return new PageEnd(
                Optional.of(first),
                Optional.of(last),
                more,
                more ? Optional.of(last) : Optional.empty(),
                more ? through : Optional.empty());
    }

    private static long end(Selected selected, List<Notice> notices) {
        List<LogPage.Item> items = selected.items();
        long entries = items.isEmpty() ? 0 : added(items, items.size() - 1);
        return notices.isEmpty()
                ? entries
                : Math.max(entries, notices.get(notices.size() - 1).added());
    }

    private static long added(List<LogPage.Item> items, int at) {
        return items.get(at).entry().added();
    }
}
