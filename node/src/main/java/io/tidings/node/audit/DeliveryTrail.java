package io.tidings.node.audit;

import io.tidings.node.intake.Delivery;
import io.tidings.node.intake.Intake;
import io.tidings.node.intake.IntakeReport;
import io.tidings.node.intake.Verdict;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredCollection;
import java.util.List;
import java.util.UUID;

/**
 * Records what was found of each delivery, and what was deleted. Without waiting: what entered is recorded once more by the
 * journal, which loses nothing.
 */
public final class DeliveryTrail implements Intake.Listener {
    private static final int MOST_EXAMPLES = 5;
    private static final int LONGEST_EXAMPLE = 200;

    private final AuditLog log;
    private final Store store;

    public DeliveryTrail(AuditLog log, Store store) {
        this.log = log;
        this.store = store;
    }

    @Override
    public void taken(Delivery delivery, IntakeReport report) {
        List<String> examples = report.failures() == 0
                ? List.of()
                : report.verdicts().stream()
                        .filter(verdict -> !verdict.isSuccess())
                        .limit(MOST_EXAMPLES)
                        .map(DeliveryTrail::shown)
                        .toList();
        log.note(AuditEvent.of(Kind.ASSESSMENT, "delivery", delivery.receipt().source())
                .with("request", delivery.receipt().requestId())
                .with("channel", delivery.receipt().channel())
                .with("collection", name(delivery.collection()))
                .with("total", report.total())
                .with("stored", report.stored())
                .with("held", report.alreadyHeld())
                .with("claimed", report.claimed())
                .with("quarantined", report.quarantined())
                .with("refused", report.refused())
                .with("examples", examples));
    }

    @Override
    public void removed(UUID collection, int entries, Receipt receipt) {
        log.note(AuditEvent.of(Kind.ADMINISTRATION, "removed", receipt.source())
                .with("request", receipt.requestId())
                .with("channel", receipt.channel())
                .with("collection", name(collection))
                .with("entries", entries));
    }

    private static String shown(Verdict verdict) {
        String text = verdict.id() + ": " + verdict.message().orElse("not stored");
        return text.length() <= LONGEST_EXAMPLE ? text : text.substring(0, LONGEST_EXAMPLE) + "…";
    }

    private String name(UUID collection) {
        return store.collection(collection).map(StoredCollection::name).orElse(collection.toString());
    }
}
