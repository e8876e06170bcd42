package io.tidings.node.release;

import io.tidings.node.release.Notices.Notice;
import io.tidings.stix.bytes.ByteSlice;
import java.util.List;

/**
 * Recalls for a content package.
 *
 * @param told oldest first; empty if there are no more
 * @param through stamp of the last one, in microseconds: where to go on behind
 */
public record PackageRecalls(List<Notice> told, long through) {
    /** In the ledger. */
    static final String CHANNEL = "package-recall";

    static final int MOST = 1_000;
    private static final long MOST_BYTES = 8 << 20;

    public PackageRecalls {
        told = List.copyOf(told);
    }

    static PackageRecalls of(List<Notice> notices, long after) {
        int count = 0;
        long bytes = 0;
        while (count < notices.size() && bytes < MOST_BYTES) {
            bytes += notices.get(count).bytes().length;
            count++;
        }
        return new PackageRecalls(
                notices.subList(0, count),
                count == 0 ? after : notices.get(count - 1).added());
    }

    /** One STIX object each. */
    public List<ByteSlice> runs() {
        return told.stream().map(each -> ByteSlice.of(each.bytes())).toList();
    }
}
