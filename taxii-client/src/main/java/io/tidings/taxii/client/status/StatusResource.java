package io.tidings.taxii.client.status;

import io.tidings.taxii.client.json.ResourceObject;
import io.tidings.taxii.client.time.TaxiiTimestamp;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A status resource (TAXII 2.1 §4.3.1). The lists may be absent or shorter than their counts.
 *
 * @param isComplete whether it will change no more
 * @param totalCount of the request; 0 while processing has not begun
 * @param customProperties members the standard does not define
 */
public record StatusResource(
        String id,
        boolean isComplete,
        Optional<Instant> requestTimestamp,
        long totalCount,
        long successCount,
        List<StatusDetail> successes,
        long failureCount,
        List<StatusDetail> failures,
        long pendingCount,
        List<StatusDetail> pendings,
        Map<String, Object> customProperties) {
    private static final Set<String> STANDARD = Set.of(
            "id",
            "status",
            "request_timestamp",
            "total_count",
            "success_count",
            "successes",
            "failure_count",
            "failures",
            "pending_count",
            "pendings");

    public StatusResource {
        successes = List.copyOf(successes);
        failures = List.copyOf(failures);
        pendings = List.copyOf(pendings);
        customProperties = Collections.unmodifiableMap(new LinkedHashMap<>(customProperties));
    }

    /** Reads one as received. */
    public static StatusResource of(ResourceObject resource) throws IOException {
        return new StatusResource(
                resource.requiredText("id"),
                resource.requiredText("status").equals("complete"),
                resource.text("request_timestamp").flatMap(TaxiiTimestamp::parse),
                resource.count("total_count"),
                resource.count("success_count"),
                details(resource, "successes"),
                resource.count("failure_count"),
                details(resource, "failures"),
                resource.count("pending_count"),
                details(resource, "pendings"),
                resource.others(STANDARD));
    }

    private static List<StatusDetail> details(ResourceObject resource, String name) {
        return resource.objects(name).stream()
                .map(detail ->
                        new StatusDetail(detail.text("id").orElse(""), detail.text("version"), detail.text("message")))
                .toList();
    }
}
