package io.tidings.taxii.client.follow;

import io.tidings.taxii.client.failure.RefusedException;
import io.tidings.taxii.client.follow.FollowOutcome.Ending;
import io.tidings.taxii.client.manifest.GetManifest;
import io.tidings.taxii.client.objects.GetObjects;
import io.tidings.taxii.client.objects.ObjectsQuery;
import io.tidings.taxii.client.paging.PageEnd;
import io.tidings.taxii.client.paging.PagePosition;
import io.tidings.taxii.client.paging.PageWalk;
import io.tidings.taxii.client.url.CollectionUrl;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Follows a collection from a cursor until the server has no more, handing over batch by batch.
 *
 * <p>A cursor moves only with what was handed over, so whatever ends a follow, the next one from the last stored
 * cursor misses nothing. Memory is that of one batch, whatever the server sends.
 */
public final class CollectionFollower {
    private final GetObjects pages;
    private final CursorCheck check;
    private final CollectionUrl collection;
    private final ObjectsQuery query;
    private final FollowOptions options;

    /** @param query the same for all follows from one cursor: another query needs a new one */
    public CollectionFollower(
            GetObjects pages,
            GetManifest manifests,
            CollectionUrl collection,
            ObjectsQuery query,
            FollowOptions options) {
        this.pages = pages;
        this.check = new CursorCheck(manifests, collection, query);
        this.collection = collection;
        this.query = query;
        this.options = options;
    }

    /**
     * Follows from {@code from}. Blocks for as long as the server has pages.
     *
     * @throws io.tidings.taxii.client.failure.TaxiiClientException if the server fails us, after all retries
     * @throws java.io.InterruptedIOException if the thread was interrupted
     */
    public FollowOutcome follow(Cursor from, BatchConsumer consumer) throws IOException {
        BatchCollector collector = new BatchCollector(options, consumer, from);
        if (options.verify() && check.wentBack(from)) {
            return collector.outcome(Ending.WENT_BACK, 0, false);
        }
        if (from.next().isEmpty()) {
            return drain(from, collector);
        }
        try {
            return drain(from, collector);
        } catch (RefusedException refused) {
            if (!isStaleNext(refused, collector, from)) {
                throw refused;
            }
            // The cursor of an earlier run has expired on the server: fall back to the date.
            Cursor again = from.withoutNext();
            return drain(again, new BatchCollector(options, consumer, again));
        }
    }

    private FollowOutcome drain(Cursor from, BatchCollector collector) throws IOException {
        PagePosition start = new PagePosition(from.addedAfter(), from.next(), query.limit());
        PageWalk walk = new PageWalk(collection.objects(), start, options.paging());
        Reached reached = new Reached(from);
        boolean more = true;
        while (more) {
            if (walk.isExhausted()) {
                return collector.outcome(Ending.PAGE_LIMIT, walk.pages(), reached.undated);
            }
            PagePosition asked = walk.position();
            PageEnd end = pages.read(collection.objects(), query, asked, collector);
            if (endsBefore(asked, end)) {
                return collector.outcome(Ending.WENT_BACK, walk.pages() + 1L, reached.undated);
            }
            more = advance(walk, end, collector, reached);
        }
        return collector.outcome(Ending.CAUGHT_UP, walk.pages(), reached.undated);
    }

    /** What came stands, even where the server leads nowhere from here: then without moving the cursor. */
    private static boolean advance(PageWalk walk, PageEnd end, BatchCollector collector, Reached reached)
            throws IOException {
        boolean more;
        try {
            more = walk.advance(end, collector.newOnPage());
        } catch (IOException stuck) {
            collector.finishPage(collector.cursor());
            throw stuck;
        }
        reached.page(end);
        collector.finishPage(more ? reached.within(walk.position()) : reached.atEnd());
        return more;
    }

    /** An empty page that says it is complete up to a time before the one asked for. */
    private static boolean endsBefore(PagePosition asked, PageEnd end) {
        return end.items() == 0
                && !end.more()
                && end.last().isPresent()
                && asked.addedAfter().isPresent()
                && end.last().get().isBefore(asked.addedAfter().get().minusMillis(1));
    }

    private static boolean isStaleNext(RefusedException refused, BatchCollector collector, Cursor from) {
        boolean aboutTheQuery = refused.status() == 400 || refused.status() == 404 || refused.status() == 410;
        return aboutTheQuery && collector.cursor().equals(from);
    }

    /** How far the pages of this run have come. */
    private static final class Reached {
        private final Optional<Instant> begun;
        private Optional<Instant> lastEntry;
        private Optional<Instant> complete;
        private boolean undated;

        Reached(Cursor from) {
            this.begun = from.addedAfter();
            this.lastEntry = from.lastEntry();
            this.complete = from.addedAfter();
            // Pages before a restart count too.
            if (from.next().isPresent()) {
                this.complete = Cursor.later(complete, lastEntry);
            }
        }

        void page(PageEnd end) {
            if (end.items() > 0) {
                lastEntry = Cursor.later(lastEntry, end.last());
                undated = undated || end.last().isEmpty();
            }
            complete = Cursor.later(complete, end.last());
        }

        Cursor within(PagePosition next) {
            return next.next().isPresent()
                    ? new Cursor(begun, next.next(), lastEntry)
                    : new Cursor(next.addedAfter(), Optional.empty(), lastEntry);
        }

        Cursor atEnd() {
            return new Cursor(complete, Optional.empty(), lastEntry);
        }
    }
}
