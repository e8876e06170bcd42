package io.tidings.node.metrics;

import io.tidings.node.intake.NotedFindings;
import io.tidings.node.intake.NotedFindings.Noted;
import io.tidings.node.intake.Quarantine;
import io.tidings.node.intake.QuarantineLoad;
import io.tidings.stix.validate.Rule;
import io.tidings.stix.validate.Severity;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rules of STIX that were broken, and what is kept aside for it. Sources are no label: there may be many of them; {@code
 * tidings findings} tells them apart.
 */
final class FindingSource implements Source {
    private final NotedFindings noted;
    private final Quarantine quarantine;

    private record Kind(Rule rule, Severity severity) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            int byRule = rule.compareTo(other.rule);
            return byRule != 0 ? byRule : severity.compareTo(other.severity);
        }
    }

    FindingSource(NotedFindings noted, Quarantine quarantine) {
        this.noted = noted;
        this.quarantine = quarantine;
    }

    @Override
    public void collect(Scrape into) {
        Map<Kind, Long> counts = new TreeMap<>();
        for (Noted each : noted.all()) {
            counts.merge(new Kind(each.rule(), each.severity()), each.count(), Long::sum);
        }
        QuarantineLoad load = quarantine.load();
        into.counters(
                        "tidings_findings",
                        "Rules of STIX that objects offered to intake broke, refused or not.",
                        to -> counts.forEach((kind, count) -> to.value(
                                count,
                                "rule",
                                kind.rule().id(),
                                "severity",
                                kind.severity().name().toLowerCase(Locale.ROOT))))
                .gauge("tidings_quarantine_objects", "Objects kept aside until an operator decides.", load.objects())
                .gauge("tidings_quarantine_bytes", "What they hold.", load.bytes())
                .gauge(
                        "tidings_quarantine_oldest_timestamp_seconds",
                        "When the oldest of them came, 0 if there is none.",
                        load.oldest().map(at -> at.toEpochMilli() / 1e3).orElse(0.0));
    }
}
