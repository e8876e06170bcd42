package io.tidings.node.doctor;

import io.tidings.node.operations.StatusReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether something waits long for the operator's decision. */
final class QuarantineCheck {
    /** Over a weekend nobody looks. */
    private static final Duration LONG = Duration.ofDays(4);

    private QuarantineCheck() {}

    static List<Finding> findings(StatusReport status, Clock clock) {
        String check = "quarantine";
        if (status.quarantinedSince().isEmpty()) {
            return List.of(Finding.ok(check, "empty"));
        }
        String since = status.quarantinedSince().get();
        String found = status.quarantined() + " objects wait for a decision, since " + since;
        return List.of(
                Instant.parse(since).plus(LONG).isBefore(clock.instant())
                        ? Finding.warning(
                                check,
                                found,
                                "look at them: tidings quarantine list; then release or drop them, or tell who sends them")
                        : Finding.ok(check, found));
    }
}
