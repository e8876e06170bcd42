package io.tidings.taxii.server.backend;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of a submission (TAXII 2.1 §4.3.1). Each list is either complete or empty.
 *
 * @param complete false while any object is pending
 */
public record Status(
        UUID id,
        boolean complete,
        Instant requestTimestamp,
        int totalCount,
        int successCount,
        List<Detail> successes,
        int failureCount,
        List<Detail> failures,
        int pendingCount,
        List<Detail> pendings) {
    public Status {
        successes = List.copyOf(successes);
        failures = List.copyOf(failures);
        pendings = List.copyOf(pendings);
        if (totalCount != successCount + failureCount + pendingCount) {
            throw new IllegalArgumentException("the counts of a status add up to its total (X-23)");
        }
    }

    /** One object's part in it. {@code id} and {@code version} as the sender wrote them. */
    public record Detail(String id, String version, Optional<String> message) {}
}
