package io.tidings.taxii.client.follow;

/**
 * How a follow ended.
 *
 * @param cursor the last one handed over, or the one begun from
 * @param objects handed over
 * @param repeats dropped since they had just been handed over
 * @param faulty elements handed over as such
 * @param undated whether a page with objects came without a readable {@code X-TAXII-Date-Added-Last}: unless another
 *     page had one, the next follow reads the same again
 */
public record FollowOutcome(
        Ending ending, Cursor cursor, long pages, long objects, long repeats, long faulty, boolean undated) {
    public enum Ending {
        /** The server has no more. */
        CAUGHT_UP,
        /** As many pages as allowed were read; follow again from the cursor. */
        PAGE_LIMIT,
        /**
         * The server no longer has the last entry seen, or ends before it: it was restored from a backup, or entries
         * were deleted. Nothing was handed over; compare manifests, then go on from that comparison's cursor.
         */
        WENT_BACK
    }
}
