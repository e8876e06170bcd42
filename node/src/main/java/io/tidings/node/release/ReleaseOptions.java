package io.tidings.node.release;

import io.tidings.stix.marking.Tlp;
import java.time.Duration;

/**
 * @param defaultPage objects in a page when the request names no limit
 * @param maxPage objects in a page at most
 * @param pageBytes of objects in a page; the first object always fits
 * @param unmarked the level that content without a TLP marking counts as
 * @param scanTime after which a request that finds too little in a large log is refused
 * @param heapBytes of the whole process, of which a part goes into pages being put together
 */
public record ReleaseOptions(
        int defaultPage, int maxPage, long pageBytes, Tlp unmarked, Duration scanTime, long heapBytes) {
    public static ReleaseOptions standard() {
        return new ReleaseOptions(1_000, 10_000, 8 << 20, Tlp.AMBER, Duration.ofSeconds(30), 512L << 20);
    }
}
