package io.tidings.taxii.client.paging;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which page to ask for.
 *
 * @param addedAfter the same for all pages reached by {@code next}
 * @param next the server's cursor, opaque (T-079)
 * @param limit the most items wanted
 */
public record PagePosition(Optional<Instant> addedAfter, Optional<String> next, OptionalInt limit) {
    public static PagePosition first(Optional<Instant> addedAfter, OptionalInt limit) {
        return new PagePosition(addedAfter, Optional.empty(), limit);
    }

    PagePosition withNext(String cursor) {
        return new PagePosition(addedAfter, Optional.of(cursor), limit);
    }

    PagePosition after(Instant time) {
        return new PagePosition(Optional.of(time), Optional.empty(), limit);
    }

    PagePosition withLimit(int most) {
        return new PagePosition(addedAfter, next, OptionalInt.of(most));
    }
}
