package io.tidings.node.intake;

import io.tidings.stix.object.StixObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A version of a time to come would outrank every true one until then, so it is not taken. A day is left for clocks that
 * are wrong and for times that lack their zone.
 */
final class TimeCheck implements Check {
    private static final Duration AHEAD = Duration.ofHours(24);

    @Override
    public Optional<String> fault(StixObject object, Delivery delivery) {
        Instant latest = delivery.receipt().at().plus(AHEAD);
        return object.head().isVersioned()
                        && object.head().version().toInstant().isAfter(latest)
                ? Optional.of("its version is of " + object.head().version().text() + ", more than a day from now: it"
                        + " would outrank every change until then; send it with the time at which it was changed")
                : Optional.empty();
    }
}
