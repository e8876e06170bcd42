package io.tidings.node.store;

import io.tidings.stix.bytes.ByteSlice;
import java.util.List;

/**
 * A stretch of a log with its bytes.
 *
 * @param examinedThrough up to where the log was read: nothing between the last item and this exists; microseconds
 * @param more whether the log goes on within the bounds asked for
 */
public record LogPage(List<Item> items, long examinedThrough, boolean more) {
    public LogPage {
        items = List.copyOf(items);
    }

    /**
     * An entry and its object's bytes.
     *
     * @param bytes a slice of a larger array; where {@code joined}, the previous item's bytes lie in the same array
     *     directly before it with one comma between, so that both can be sent as one run
     */
    public record Item(Entry entry, ByteSlice bytes, boolean joined) {}
}
