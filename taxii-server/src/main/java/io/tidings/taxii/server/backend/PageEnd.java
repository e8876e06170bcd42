package io.tidings.taxii.server.backend;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a page lies in the collection's log and whether it goes on. Times are {@code date_added}, at microseconds.
 *
 * @param first of the first item, or for an empty page the position up to which the answer is complete (contract 6 in
 *     the field's lessons); absent only for an empty page where no position is known
 * @param last likewise of the last item
 * @param more whether at least one further item matches; never true for an empty page
 * @param resumeAfter where the next page begins, exclusive; present if {@code more}
 * @param through the end of the log as it was when the first page was made; later pages stop there; present if
 *     {@code more}
 */
public record PageEnd(
        Optional<Instant> first,
        Optional<Instant> last,
        boolean more,
        Optional<Instant> resumeAfter,
        Optional<Instant> through) {
    public PageEnd {
        if (more && (resumeAfter.isEmpty() || through.isEmpty())) {
            throw new IllegalArgumentException("a page with more to come says where");
        }
    }
}
