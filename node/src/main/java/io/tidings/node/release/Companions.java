package io.tidings.node.release;

import io.tidings.node.companion.Companion;
import io.tidings.node.companion.CompanionWriter;
import io.tidings.node.provenance.ChainForm;
import io.tidings.node.store.Entry;
import io.tidings.node.store.LogPage;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredChain;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.marking.Tlp;
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
     */
    record Page(List<Covered> companions, Selected entries) {
        List<ByteSlice> runs() {
            return companions.stream()
                    .map(each -> ByteSlice.of(each.companion().bytes()))
                    .toList();
        }
    }

    Companions(Store store, StoredCollection collection, Tlp unmarked) {
        this.store = store;
        this.collection = collection;
        this.unmarked = unmarked;
    }

    /** @param most companions on the page */
    Page page(Selected selected, int most) {
        List<LogPage.Item> items = selected.items();
        if (items.isEmpty()) {
            return new Page(List.of(), selected);
        }
        Map<Long, StoredChain> chains = store.chains(collection.id(), added(items, 0), added(items, items.size() - 1));
        ChainForm form = new ChainForm();
        int done = 0;
        while (done < items.size() && made.size() < most) {
            done = cover(items, done, chains, form);
        }
        return new Page(List.copyOf(made), new Selected(items.subList(0, done), end(selected, done)));
    }

    private int cover(List<LogPage.Item> items, int from, Map<Long, StoredChain> chains, ChainForm form) {
        CompanionWriter writer = new CompanionWriter();
        Tlp level = Tlp.CLEAR;
        int at = from;
        while (at < items.size() && at - from < CompanionWriter.MOST_ENTRIES && !writer.isFull()) {
            Entry entry = items.get(at).entry();
            level = level.stricter(entry.head().tlp().orElse(unmarked));
            Optional.ofNullable(chains.get(entry.added()))
                    .flatMap(form::chain)
                    .ifPresent(chain ->
                            writer.add(new CompanionWriter.Item(entry.id(), Companion.version(entry.head()), chain)));
            at++;
        }
        long last = added(items, at - 1);
        made.add(new Covered(writer.write(collection.id(), Stamps.toInstant(last), Optional.of(level)), last));
        return at;
    }

    private PageEnd end(Selected selected, int done) {
        boolean all = done == selected.items().size();
        Instant first = Stamps.toInstant(made.get(0).lastAdded());
        Instant last = Stamps.toInstant(made.get(made.size() - 1).lastAdded());
        boolean more = !all || selected.end().more();
        // Where the log went on when the first page was made, or at least as far as was selected.
        Optional<Instant> through = selected.end()
                .through()
                .or(() -> Optional.of(Stamps.toInstant(
                        added(selected.items(), selected.items().size() - 1))));
        return new PageEnd(
                Optional.of(first),
                Optional.of(last),
                more,
                more ? Optional.of(last) : Optional.empty(),
                more ? through : Optional.empty());
    }

    private static long added(List<LogPage.Item> items, int at) {
        return items.get(at).entry().added();
    }
}
