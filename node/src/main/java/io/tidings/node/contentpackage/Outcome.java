package io.tidings.node.contentpackage;

import io.tidings.node.agreement.Principal;
import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.Fault;
import io.tidings.node.contentpackage.format.Finding;
import io.tidings.node.contentpackage.format.Manifest;
import io.tidings.node.operations.PackageImportReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a file, and what to tell its sender.
 *
 * @param checked absent if it is not what anybody signed
 * @param sender absent if it is nobody whom we know, or who is not to be told
 */
record Outcome(
        PackageImportReport report, Optional<Checked> checked, Optional<Principal> sender, List<Finding> findings) {
    Outcome {
        findings = List.copyOf(findings);
    }

    static Outcome taken(PackageImportReport report, Checked checked, Principal sender) {
        return new Outcome(report, Optional.of(checked), Optional.of(sender), List.of());
    }

    static Outcome repeated(Incoming incoming, Checked checked, Principal sender) {
        return of(incoming, PackageImportReport.REPEATED, Optional.of(checked), Optional.of(sender), List.of());
    }

    /**
     * Nobody acknowledges an acknowledgement, so its sender is not to be told.
     *
     * @param notNoted why nothing was noted of it, if nothing was
     */
    static Outcome acknowledgement(Incoming incoming, Checked checked, Principal sender, Optional<String> notNoted) {
        PackageImportReport report = PackageImportReport.without(
                incoming.name(),
                PackageImportReport.ACKNOWLEDGEMENT,
                Optional.of(sender.name()),
                0,
                notNoted.stream().toList());
        return new Outcome(report, Optional.of(checked), Optional.empty(), List.of());
    }

    static Outcome refused(
            Incoming incoming, Optional<Checked> checked, Optional<Principal> sender, List<Finding> findings) {
        boolean waits = findings.stream().allMatch(each -> each.fault() == Fault.GAP || each.fault() == Fault.QUOTA);
        return of(
                incoming, waits ? PackageImportReport.WAITING : PackageImportReport.REFUSED, checked, sender, findings);
    }

    private static Outcome of(
            Incoming incoming,
            String outcome,
            Optional<Checked> checked,
            Optional<Principal> sender,
            List<Finding> findings) {
        PackageImportReport report = PackageImportReport.without(
                incoming.name(),
                outcome,
                sender.map(Principal::name),
                checked.flatMap(each -> each.manifest().step())
                        .map(Manifest.Step::serial)
                        .orElse(0L),
                findings.stream().map(Finding::toString).toList());
        return new Outcome(report, checked, sender, findings);
    }

    /** The same, of one that may be taken later. */
    Outcome until(Optional<Instant> notBefore) {
        return new Outcome(report.until(notBefore), checked, sender, findings);
    }

    boolean has(Fault fault) {
        return findings.stream().anyMatch(each -> each.fault() == fault);
    }
}
