package io.tidings.node.operations;

import static io.tidings.node.operations.OperatorTrail.event;

import io.tidings.node.audit.AuditEvent;
import io.tidings.node.contract.ContractReport;
import java.util.List;

/** {@link Contracting}, recorded as {@link AuditedOperations} says: terms by their hash, signatures by their keys. */
final class AuditedContracts implements Contracting {
    private final Contracting contracts;
    private final OperatorTrail trail;

    AuditedContracts(Contracting contracts, OperatorTrail trail) {
        this.contracts = contracts;
        this.trail = trail;
    }

    @Override
    public List<ContractReport> list() {
        return contracts.list();
    }

    @Override
    public ContractReport export(String peer) {
        return trail.done(event("agreement-export").with("peer", peer), () -> contracts.export(peer), this::recorded);
    }

    @Override
    public ContractReport sign(String text) {
        return trail.done(event("agreement-sign"), () -> contracts.sign(text), this::recorded);
    }

    @Override
    public ContractReport verify(String text) {
        return contracts.verify(text);
    }

    @Override
    public ContractReport accept(String text, boolean anyway) {
        return trail.done(
                event("agreement-accept").with("anyway", anyway), () -> contracts.accept(text, anyway), this::recorded);
    }

    private AuditEvent recorded(AuditEvent event, ContractReport report) {
        return event.with("with", report.peer())
                .with("version", report.version())
                .with("terms", report.hash())
                .with("state", report.state())
                .with(
                        "signatures",
                        report.signatures().stream()
                                .map(each -> each.who() + " " + each.key() + " " + each.verdict())
                                .toList())
                .with("differences", report.differences());
    }
}
