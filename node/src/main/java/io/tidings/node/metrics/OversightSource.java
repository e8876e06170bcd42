package io.tidings.node.metrics;

import io.tidings.node.alert.Alerts;
import io.tidings.node.audit.AuditLog;
import io.tidings.node.recall.Recalls;

/** Alerts that hold, how the audit log does, and recalls. */
record OversightSource(Alerts alerts, AuditLog audit, Recalls recalls) implements Source {
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
                        to -> to.value(audit.failures()))
                .gauges(
                        "tidings_recalls",
                        "Recalls known here: by whom (this node or others), and what was done about them here.",
                        to -> recalls.counts()
                                .forEach((what, count) ->
                                        to.value(count, "by", what.own() ? "own" : "others", "action", what.action())));
    }
}
