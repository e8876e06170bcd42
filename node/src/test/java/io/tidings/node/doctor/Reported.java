package io.tidings.node.doctor;

import io.tidings.node.operations.AuditReport;
import io.tidings.node.operations.StatusReport;
import java.util.List;
import java.util.Optional;

/** What a node says of itself, for what builds on that. */
final class Reported {
    private Reported() {}

    static StatusReport withWarnings(String... warnings) {
        return report(0, Optional.empty(), List.of(warnings));
    }

    static StatusReport withQuarantined(long objects, Optional<String> since) {
        return report(objects, since, List.of());
    }

    private static StatusReport report(long quarantined, Optional<String> since, List<String> warnings) {
        return new StatusReport(
                "Bank A",
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "sha256:ab",
                "2028-01-01T00:00:00Z",
                List.of(),
                List.of(),
                quarantined,
                since,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new AuditReport("1", Optional.empty(), Optional.empty(), "key"),
                warnings);
    }
}
