package io.tidings.node.operations;

import static io.tidings.node.operations.OperatorTrail.event;

import io.tidings.node.audit.Kind;
import io.tidings.node.recall.RecallReport;
import java.util.List;
import java.util.Optional;

/** {@link Recalling}, recorded as {@link AuditedOperations} says. */
final class AuditedRecalls implements Recalling {
    private final Recalling recalls;
    private final OperatorTrail trail;

    AuditedRecalls(Recalling recalls, OperatorTrail trail) {
        this.recalls = recalls;
        this.trail = trail;
    }

    @Override
    public RecallReport recall(String objectId, Optional<String> version, String reason) {
        return trail.done(
                event("recall")
                        .with("object", objectId)
                        .with("version", version)
                        .with("reason", reason),
                () -> recalls.recall(objectId, version, reason),
                (event, report) -> event.with("recall", report.id())
                        .with("entries", report.entries())
                        .with(
                                "told",
                                report.told().stream()
                                        .map(RecallReport.Told::who)
                                        .toList()));
    }

    @Override
    public List<RecallReport> list() {
        return recalls.list();
    }

    @Override
    public List<RecallReport> show(String objectId) {
        return trail.used(event(Kind.USE, "recall-show").with("object", objectId), () -> recalls.show(objectId));
    }

    @Override
    public RecallReport apply(String objectId) {
        return trail.done(
                event("recall-apply").with("object", objectId),
                () -> recalls.apply(objectId),
                (event, report) -> event.with("recall", report.id()));
    }

    @Override
    public RecallReport forget(String objectId) {
        return trail.done(
                event("recall-forget").with("object", objectId),
                () -> recalls.forget(objectId),
                (event, report) -> event.with("recall", report.id()));
    }
}
