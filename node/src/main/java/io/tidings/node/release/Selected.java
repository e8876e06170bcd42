package io.tidings.node.release;

import io.tidings.node.store.Entry;
import io.tidings.node.store.LogPage;
import io.tidings.node.store.Release;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.object.SpecVersion;
import io.tidings.taxii.server.backend.CollectionResource;
import io.tidings.taxii.server.backend.ManifestPage;
import io.tidings.taxii.server.backend.ObjectsPage;
import io.tidings.taxii.server.backend.PageEnd;
import java.util.ArrayList;
import java.util.List;

/** What was selected for one page, oldest first, and where the page ends. */
record Selected(List<LogPage.Item> items, PageEnd end) {
    Selected {
        items = List.copyOf(items);
    }

    long bytes() {
        long sum = 0;
        for (LogPage.Item item : items) {
            sum += item.bytes().length();
        }
        return sum;
    }

    /** The objects' bytes, neighbours in storage as one run. */
    List<ByteSlice> runs() {
        List<ByteSlice> runs = new ArrayList<>();
        for (LogPage.Item item : items) {
            int last = runs.size() - 1;
            if (item.joined() && last >= 0 && continues(runs.get(last), item.bytes())) {
                ByteSlice run = runs.get(last);
                runs.set(
                        last,
                        ByteSlice.of(
                                run.array(),
                                run.offset(),
                                item.bytes().offset() + item.bytes().length() - run.offset()));
            } else {
                runs.add(item.bytes());
            }
        }
        return runs;
    }

    /** Where its entries lie in the log, as the ledger has it. */
    List<Release.Run> stamps() {
        List<Release.Run> runs = new ArrayList<>();
        for (LogPage.Item item : items) {
            long added = item.entry().added();
            int last = runs.size() - 1;
            if (last >= 0 && runs.get(last).last() + 1 == added) {
                runs.set(last, new Release.Run(runs.get(last).first(), added));
            } else {
                runs.add(new Release.Run(added, added));
            }
        }
        return runs;
    }

    ObjectsPage toObjects() {
        return new ObjectsPage(runs(), items.size(), end);
    }

    ManifestPage toManifest() {
        return new ManifestPage(
                items.stream()
                        .map(LogPage.Item::entry)
                        .map(entry -> new ManifestPage.Entry(
                                entry.id().value(),
                                Stamps.toInstant(entry.added()),
                                entry.head().version().text(),
                                mediaType(entry)))
                        .toList(),
                end);
    }

    private static String mediaType(Entry entry) {
        return entry.head().specVersion().equals(SpecVersion.V2_0)
                ? CollectionResource.STIX_2_0
                : CollectionResource.STIX_2_1;
    }

    private static boolean continues(ByteSlice run, ByteSlice next) {
        return run.array() == next.array() && run.offset() + run.length() + 1 == next.offset();
    }
}
