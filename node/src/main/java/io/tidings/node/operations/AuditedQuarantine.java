package io.tidings.node.operations;

import static io.tidings.node.operations.OperatorTrail.event;

import io.tidings.node.audit.AuditEvent;
import io.tidings.node.audit.Kind;
import io.tidings.node.operations.Operations.Progress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@link Quarantining}, recorded as {@link AuditedOperations} says. */
final class AuditedQuarantine implements Quarantining {
    private final Quarantining quarantine;
    private final OperatorTrail trail;

    AuditedQuarantine(Quarantining quarantine, OperatorTrail trail) {
        this.quarantine = quarantine;
        this.trail = trail;
    }

    @Override
    public QuarantineReport list(Optional<String> source, int most) {
        return quarantine.list(source, most);
    }

    @Override
    public List<QuarantineReport.Shown> show(String objectId) {
        return trail.used(event(Kind.USE, "quarantine-show").with("object", objectId), () -> quarantine.show(objectId));
    }

    @Override
    public List<QuarantineReport.Outcome> release(Choice choice) {
        return trail.done(
                decision("quarantine-release", choice),
                () -> quarantine.release(choice),
                (event, outcomes) -> event.with(
                        "entered",
                        outcomes.stream()
                                .filter(QuarantineReport.Outcome::entered)
                                .count()));
    }

    @Override
    public int drop(Choice choice) {
        return trail.done(
                decision("quarantine-drop", choice),
                () -> quarantine.drop(choice),
                (event, dropped) -> event.with("dropped", dropped));
    }

    @Override
    public SensitiveReport scan(String collection, Consumer<Progress> progress) {
        return trail.used(
                event(Kind.USE, "sensitive-scan").with("collection", collection),
                () -> quarantine.scan(collection, progress));
    }

    @Override
    public List<QuarantineReport.Count> findings() {
        return quarantine.findings();
    }

    private static AuditEvent decision(String event, Quarantining.Choice choice) {
        return event(Kind.ASSESSMENT, event)
                .with("objects", choice.ids())
                .with("source", choice.source())
                .with("reason", choice.reason());
    }
}
