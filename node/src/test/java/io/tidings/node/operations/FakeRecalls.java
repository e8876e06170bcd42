package io.tidings.node.operations;

import io.tidings.node.recall.RecallReport;
import java.util.List;
import java.util.Optional;

/** Recalls of one object that one peer and one client were given. */
public final class FakeRecalls implements Recalling {
    /** The only object there is. */
    public static final String OBJECT = "indicator--00000000-0000-4000-8000-000000000001";

    @Override
    public RecallReport recall(String objectId, Optional<String> version, String reason) {
        if (!objectId.equals(OBJECT)) {
            throw new OperationException(OperationException.Kind.NOT_FOUND, "this node never held " + objectId);
        }
        return report(version, reason, "removed");
    }

    @Override
    public List<RecallReport> list() {
        return List.of(report(Optional.empty(), "a mistake", "removed"));
    }

    @Override
    public List<RecallReport> show(String objectId) {
        return List.of(recall(objectId, Optional.empty(), "a mistake"));
    }

    @Override
    public RecallReport apply(String objectId) {
        return recall(objectId, Optional.empty(), "a mistake");
    }

    @Override
    public RecallReport forget(String objectId) {
        return report(Optional.empty(), "a mistake", "forgotten");
    }

    private static RecallReport report(Optional<String> version, String reason, String action) {
        return new RecallReport(
                "5d2c0a7b-9a3e-4c55-8d11-3f0c6b1e9a70",
                OBJECT,
                version,
                reason,
                "2026-01-05T00:00:00Z",
                true,
                "Bank A",
                "creator",
                action,
                2,
                List.of(),
                List.of(
                        new RecallReport.Told("client:siem", "2026-01-04T00:00:00Z", "taxii", false, Optional.empty()),
                        new RecallReport.Told(
                                "peer:bank-b",
                                "2026-01-04T00:00:00Z",
                                "taxii",
                                true,
                                Optional.of(new RecallReport.Answer(
                                        "2026-01-06T00:00:00Z", "removed", 1, 2, 3, 1, 1, true)))));
    }
}
