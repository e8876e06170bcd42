package io.tidings.taxii.client.paging;

/**
 * How far and how carefully to page.
 *
 * @param maxPages in one walk
 * @param overlap whether, where a server gives no {@code next}, to ask again for the last instant of a page: items
 *     that share it with the last one may have been cut off. The reader must then drop repeats
 * @param largestLimit up to which to raise {@code limit} where more items share one instant than fit a page
 */
public record PagingRules(int maxPages, boolean overlap, int largestLimit) {
    /** 100,000 pages, with overlap, up to 10,000 items a page. */
    public static PagingRules careful() {
        return new PagingRules(100_000, true, 10_000);
    }

    /** To the letter of §3.5: {@code added_after} is the header's value. */
    public static PagingRules literal() {
        return new PagingRules(100_000, false, 10_000);
    }

    public PagingRules withMaxPages(int pages) {
        return new PagingRules(pages, overlap, largestLimit);
    }

    /** @throws IllegalArgumentException if a number is not positive */
    public PagingRules {
        if (maxPages < 1 || largestLimit < 1) {
            throw new IllegalArgumentException("paging needs at least one page of at least one item");
        }
    }
}
