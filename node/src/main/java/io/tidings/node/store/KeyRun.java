package io.tidings.node.store;

import java.util.UUID;

/**
 * One run of the index: versions sorted by key, in pages. A page holds the keys that begin with the same bits, so that
 * a key's page is computed, not searched.
 *
 * @param entries how many versions there were when it was written
 * @param bits how many first bits of a key choose its page
 */
record KeyRun(long run, int entries, int bits) {
    /** Keeps pages between 64 and 128 versions, about 10 KiB, on average. */
    private static final int ENTRIES_PER_PAGE = 128;

    /** What the pages of one run may be told apart by. */
    private static final int PAGE_BITS = 16;

    /** A page too large for one value, which only keys made for it bring about, goes on in further rows. */
    private static final int PART_BITS = 8;

    /** The number of first bits that suits a run. */
    static int bits(int entries) {
        int pages = (entries + ENTRIES_PER_PAGE - 1) / ENTRIES_PER_PAGE;
        return Math.min(PAGE_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(pages - 1));
    }

    int pages() {
        return 1 << bits;
    }

    int page(UUID key) {
        return bits == 0 ? 0 : (int) (key.getMostSignificantBits() >>> Long.SIZE - bits);
    }

    /** Run, page and part in one number, ascending in this order. */
    long pageId(int page, int part) {
        if (part >= 1 << PART_BITS) {
            throw new IllegalStateException("the keys of too many objects begin alike: run " + run + ", page " + page);
        }
        return (run << PAGE_BITS | page) << PART_BITS | part;
    }

    /** The id after the last that a page's parts can have. */
    long endOf(int page) {
        return pageId(page, 0) + (1L << PART_BITS);
    }
}
