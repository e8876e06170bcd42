package io.tidings.stix.convert.misp;

import io.tidings.stix.identifier.StixId;
import java.util.List;

/**
 * How events are read.
 *
 * @param maxEventBytes of one event as compact JSON; a longer one is passed over with a remark
 * @param markings of all objects, beside those that the events' tags ask for
 */
public record MispOptions(int maxEventBytes, List<StixId> markings) {
    private static final int STANDARD_EVENT_BYTES = 64 << 20;

    /** @throws IllegalArgumentException if the bound is not positive */
    public MispOptions {
        if (maxEventBytes < 1) {
            throw new IllegalArgumentException("a bound on events must be positive");
        }
        markings = List.copyOf(markings);
    }

    /** 64 MiB an event, no markings but the tags'. */
    public static MispOptions standard() {
        return new MispOptions(STANDARD_EVENT_BYTES, List.of());
    }
}
