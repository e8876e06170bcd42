package io.tidings.node.intake;

import io.tidings.stix.validate.Finding;
import io.tidings.stix.validate.Findings;
import io.tidings.stix.validate.Rule;
import io.tidings.stix.validate.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each rule was broken by what each source sent, with an example. Of a source there are no more of them than
 * there are rules. Safe for use by any number of threads.
 */
public final class NotedFindings {
    private final Map<Key, Noted> counts = new ConcurrentHashMap<>();

    private record Key(String source, Rule rule, Severity severity) {}

    /**
     * Broken by a source.
     *
     * @param source as in a receipt
     * @param example the first
     */
    public record Noted(String source, Rule rule, Severity severity, long count, Finding example) {
        private Noted plusOne() {
            return new Noted(source, rule, severity, count + 1, example);
        }
    }

    void add(String source, Findings findings) {
        for (Finding finding : findings.all()) {
            counts.compute(
                    new Key(source, finding.rule(), finding.severity()),
                    (key, known) -> known == null
                            ? new Noted(source, finding.rule(), finding.severity(), 1, finding)
                            : known.plusOne());
        }
    }

    /** By source, the gravest first, then the most frequent. */
    public List<Noted> all() {
        return counts.values().stream()
                .sorted(Comparator.comparing(Noted::source)
                        .thenComparing(Noted::severity, Comparator.reverseOrder())
                        .thenComparing(Noted::count, Comparator.reverseOrder())
                        .thenComparing(Noted::rule))
                .toList();
    }
}
