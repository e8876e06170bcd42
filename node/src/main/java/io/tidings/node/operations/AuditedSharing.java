package io.tidings.node.operations;

import static io.tidings.node.operations.OperatorTrail.event;

import io.tidings.node.audit.Kind;
import java.time.Instant;
import java.util.Optional;

/** {@link Sharing}, recorded as {@link AuditedOperations} says. */
final class AuditedSharing implements Sharing {
    private final Sharing sharing;
    private final OperatorTrail trail;

    AuditedSharing(Sharing sharing, OperatorTrail trail) {
        this.sharing = sharing;
        this.trail = trail;
    }

    /** Done first and recorded then. */
    @Override
    public CutReport cut(Optional<String> peer, Optional<String> reason) {
        CutReport report = sharing.cut(peer, reason);
        trail.record(
                event("cut").with("whom", report.who()).with("reason", report.reason()),
                "sharing is cut off, but that could not be recorded");
        return report;
    }

    @Override
    public void restore(Optional<String> peer) {
        trail.done(
                event("restore-sharing").with("whom", peer.orElse("everyone")),
                () -> {
                    sharing.restore(peer);
                    return true;
                },
                (event, restored) -> event);
    }

    @Override
    public GivenReport given(String principal, Instant since, boolean objects, int most) {
        return trail.used(
                event(Kind.USE, "given").with("principal", principal).with("since", since.toString()),
                () -> sharing.given(principal, since, objects, most));
    }

    @Override
    public LeaveReport leave(String peer, boolean purge) {
        return trail.done(
                event("peer-leave").with("peer", peer).with("purge", purge),
                () -> sharing.leave(peer, purge),
                (event, report) -> event.with("given", report.givenEntries())
                        .with("held", report.heldEntries())
                        .with("destroyed", report.destroyedEntries())
                        .with("record", report.record()));
    }

    @Override
    public AuditReport audit() {
        return sharing.audit();
    }
}
