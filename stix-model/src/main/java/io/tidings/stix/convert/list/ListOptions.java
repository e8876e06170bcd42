package io.tidings.stix.convert.list;

import io.tidings.stix.identifier.StixId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a list does not say of its indicators.
 *
 * @param observed when this copy of the list held: {@code modified}, and {@code valid_from} where a row has none
 * @param created when the list began. For a list that is read again and again give the same each time, so that the
 *     indicators get new versions; with another time they are other indicators
 * @param creator the identity that the indicators are by; it is not made
 * @param markings of all objects
 * @param observables whether to make an SCO of each value, too, and a {@code based-on} relationship to it
 */
public record ListOptions(
        Instant observed, Instant created, Optional<StixId> creator, List<StixId> markings, boolean observables) {
    /** @throws IllegalArgumentException if {@code created} is later than {@code observed} */
    public ListOptions {
        if (created.isAfter(observed)) {
            throw new IllegalArgumentException("a list cannot begin (" + created + ") after it was seen (" + observed
                    + "): STIX 2.1 §3.2 wants modified not before created");
        }
        markings = List.copyOf(markings);
    }

    /** Indicators by nobody in particular, unmarked, seen once. */
    public static ListOptions of(Instant observed) {
        return new ListOptions(observed, observed, Optional.empty(), List.of(), false);
    }
}
