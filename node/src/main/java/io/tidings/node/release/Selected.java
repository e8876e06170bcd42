package io.tidings.node.release;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.store.LogPage;
import io.tidings.node.store.Release;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.taxii.server.backend.PageEnd;
import io.tidings.taxii.server.query.ObjectsQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

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

    /** The ledger's record of this page. */
    Release toRelease(
            String principal, String channel, Instant at, UUID collection, ObjectsQuery query, AgreementBook book) {
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
        return new Release(principal, channel, at, collection, QueryText.of(query), book.version(), runs, items.size());
    }

    private static boolean continues(ByteSlice run, ByteSlice next) {
        return run.array() == next.array() && run.offset() + run.length() + 1 == next.offset();
    }
}
