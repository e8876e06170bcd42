package io.tidings.taxii.client.paging;

import io.tidings.taxii.client.time.TaxiiTimestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The headers that date a page (TAXII 2.1 §3.2). */
public final class PageDates {
    private PageDates() {}

    /** @param header looks up the first value of a header */
    public static Optional<Instant> first(Function<String, Optional<String>> header) {
        return header.apply("x-taxii-date-added-first").flatMap(TaxiiTimestamp::parse);
    }

    /** @param header looks up the first value of a header */
    public static Optional<Instant> last(Function<String, Optional<String>> header) {
        return header.apply("x-taxii-date-added-last").flatMap(TaxiiTimestamp::parse);
    }
}
