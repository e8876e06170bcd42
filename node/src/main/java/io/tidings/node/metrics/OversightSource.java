package io.tidings.node.metrics;

import io.tidings.node.alert.Alerts;
import io.tidings.node.audit.AuditLog;

/** Alerts that hold, and how the audit log does. */
record OversightSource(Alerts alerts, AuditLog audit) implements Source {
    @Override
    public void collect(Scrape into) {
        into.gauges(
                        "tidings_alert",
                        "1 for each alert that holds now; subject is a peer, or empty for the node itself.",
                        to -> alerts.active()
                                .forEach(each -> to.value(1, "kind", each.kind(), "subject", each.subject())))
                .gauge(
                        "tidings_audit_records",
                        "Number of the last record of the audit log.",
                        audit.head().seq())
                .counters(
                        "tidings_audit_failures",
                        "Writes to the audit log that failed since the start.",
                        to -> to.value(audit.failures()));
    }
}
