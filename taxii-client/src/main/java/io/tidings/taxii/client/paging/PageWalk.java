package io.tidings.taxii.client.paging;

import io.tidings.taxii.client.failure.PagingException;
import io.tidings.taxii.client.failure.PagingException.Reason;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Walks the pages of one query: {@code next} where there is one, else {@code added_after} (§3.5, T-076, T-077).
 *
 * <p>Without {@code next} the standard's way loses items that share their {@code date_added} with the last one of a
 * page. With {@link PagingRules#overlap()} the walk asks for that instant again, steps over it once it brought
 * nothing new, and raises {@code limit} where one instant fills a page. Not safe for use by several threads.
 */
public final class PageWalk {
    private static final int LONGEST_NEXT = 8_192;
    private static final int MOST_EMPTY = 1_000;
    private static final int REMEMBERED = 1_024;
    private static final int GROWTH = 8;

    private final URI url;
    private final PagingRules rules;
    // Cursors seen since the last one was forgotten: a server that goes round in a small circle is met here.
    private final Set<String> seen = new HashSet<>();

    private PagePosition position;
    private int pages;
    private int emptyInARow;
    private long itemsBeforeGrowth = -1;

    public PageWalk(URI url, PagePosition start, PagingRules rules) {
        this.url = url;
        this.position = start;
        this.rules = rules;
    }

    /** Of the page to ask for now. */
    public PagePosition position() {
        return position;
    }

    /** How many pages were left behind. */
    public int pages() {
        return pages;
    }

    /** Whether as many pages were read as the rules allow. */
    public boolean isExhausted() {
        return pages >= rules.maxPages();
    }

    /**
     * Leaves the page that ends so.
     *
     * @param newItems how many of its items had not been seen before
     * @return whether there is another page, at {@link #position()}
     * @throws PagingException if the server says that there is more but leads nowhere
     */
    public boolean advance(PageEnd end, long newItems) throws PagingException {
        pages++;
        if (!end.more()) {
            return false;
        }
        emptyInARow = end.items() == 0 ? emptyInARow + 1 : 0;
        if (emptyInARow > MOST_EMPTY) {
            throw stuck("the server announced more on " + MOST_EMPTY + " empty pages in a row");
        }
        if (end.next().isPresent()) {
            position = position.withNext(checked(end.next().get()));
        } else if (end.last().isPresent()) {
            position = withoutNext(end, end.last().get(), newItems);
        } else {
            throw new PagingException(
                    url,
                    Reason.NO_CONTINUATION,
                    "the server has more, but sent neither next nor a readable X-TAXII-Date-Added-Last"
                            + " (TAXII 2.1 §3.5); the rest cannot be reached page by page, ask with a higher limit");
        }
        return true;
    }

    private String checked(String next) throws PagingException {
        if (next.length() > LONGEST_NEXT) {
            throw stuck("the server's next is longer than " + LONGEST_NEXT + " characters");
        }
        if (seen.size() >= REMEMBERED) {
            seen.clear();
        }
        position.next().ifPresent(seen::add);
        if (!seen.add(next)) {
            throw stuck("the server's next led to this page before");
        }
        return next;
    }

    private PagePosition withoutNext(PageEnd end, Instant last, long newItems) throws PagingException {
        Optional<Instant> bound = position.addedAfter();
        if (!rules.overlap()) {
            return stepOver(bound, last);
        }
        Instant again = last.minus(1, ChronoUnit.MICROS);
        if (newItems > 0 && isAfter(again, bound)) {
            itemsBeforeGrowth = -1;
            return position.after(again);
        }
        // The whole page lies within the instant asked for again: either that was all of it, or it is cut off.
        return end.isOneStamp() && end.items() > 1 ? grow(end) : stepOver(bound, last);
    }

    private PagePosition grow(PageEnd end) throws PagingException {
        int limit = (int) Math.min(rules.largestLimit(), end.items() * GROWTH);
        if (limit <= end.items() || end.items() <= itemsBeforeGrowth) {
            throw stuck("the server added at least " + end.items() + " items at one instant, gives no next, and no"
                    + " larger page: the rest of them can only be had by comparing manifests");
        }
        itemsBeforeGrowth = end.items();
        return position.withLimit(limit);
    }

    private PagePosition stepOver(Optional<Instant> bound, Instant last) throws PagingException {
        if (!isAfter(last, bound)) {
            throw stuck("the server has more, but its X-TAXII-Date-Added-Last does not advance");
        }
        itemsBeforeGrowth = -1;
        return position.after(last);
    }

    private static boolean isAfter(Instant time, Optional<Instant> bound) {
        return bound.isEmpty() || time.isAfter(bound.get());
    }

    private PagingException stuck(String detail) {
        return new PagingException(url, Reason.NO_PROGRESS, detail);
    }
}
