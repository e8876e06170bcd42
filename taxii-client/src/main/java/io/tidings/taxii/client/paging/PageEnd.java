package io.tidings.taxii.client.paging;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a page once it was read.
 *
 * @param more whether the server has more for this query
 * @param next its cursor; never empty text
 * @param first {@code X-TAXII-Date-Added-First}; absent where missing or unreadable
 * @param last {@code X-TAXII-Date-Added-Last}; the same
 * @param items on the page, repeated ones included
 */
public record PageEnd(
        boolean more, Optional<String> next, Optional<Instant> first, Optional<Instant> last, long items) {
    public PageEnd {
        next = next.filter(text -> !text.isEmpty());
    }

    boolean isOneStamp() {
        return first.isPresent() && first.equals(last);
    }
}
