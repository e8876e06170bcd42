package io.tidings.node.intake;

import io.tidings.node.sensitive.SensitiveCheck;
import io.tidings.node.sensitive.SensitiveFinding;
import io.tidings.node.sensitive.SensitiveKind;
import io.tidings.node.sensitive.SensitiveRules;
import io.tidings.stix.object.StixObject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Holds back what may not be shared because of what it tells of persons or of an organisation's inside, until an operator
 * decides (requirement F-12). It stands at the door in: what is held aside there is in no collection, so no road out can
 * give it. Safe for use by any number of threads.
 */
public final class Screening {
    private static final String PEER = "peer:";
    private static final int MOST_TOLD = 3;

    private final SensitiveCheck check;
    private final boolean own;
    private final boolean peers;
    private final Map<SensitiveKind, LongAdder> counts = new EnumMap<>(SensitiveKind.class);

    /**
     * @param own whether what this organisation's operator and clients bring is looked through
     * @param peers whether what peers bring is
     */
    public Screening(SensitiveRules rules, boolean own, boolean peers) {
        this.check = new SensitiveCheck(rules);
        this.own = own;
        this.peers = peers;
        for (SensitiveKind kind : SensitiveKind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    /** One that lets everything pass. */
    public static Screening none() {
        return new Screening(SensitiveRules.DEFAULT, false, false);
    }

    /** Why an object has to wait for an operator, in words for its sender; empty if it need not. */
    Optional<String> fault(StixObject object, Delivery delivery) {
        List<SensitiveFinding> findings = findings(
                object, delivery.receipt().source(), delivery.acceptance().allowed());
        findings.forEach(finding -> count(finding.kind()));
        return findings.isEmpty() ? Optional.empty() : Optional.of("it holds sensitive data: " + text(findings));
    }

    /** What would have an object from {@code source} held back. */
    public List<SensitiveFinding> findings(StixObject object, String source) {
        return findings(object, source, Set.of());
    }

    /** What is sensitive in an object, whoever brought it. */
    public List<SensitiveFinding> findings(StixObject object) {
        return check.findings(object);
    }

    private List<SensitiveFinding> findings(StixObject object, String source, Set<SensitiveKind> allowed) {
        if (!(source.startsWith(PEER) ? peers : own)) {
            return List.of();
        }
        List<SensitiveFinding> findings = check.findings(object);
        return findings.isEmpty() || allowed.isEmpty()
                ? findings
                : findings.stream()
                        .filter(finding -> !allowed.contains(finding.kind()))
                        .toList();
    }

    private void count(SensitiveKind kind) {
        LongAdder count = counts.get(kind);
        if (count != null) {
            count.increment();
        }
    }

    /** How much of each kind was found in what was held back since the start. */
    public Map<SensitiveKind, Long> counts() {
        Map<SensitiveKind, Long> now = new EnumMap<>(SensitiveKind.class);
        counts.forEach((kind, count) -> now.put(kind, count.sum()));
        return now;
    }

    /** Findings in one line. */
    public static String text(List<SensitiveFinding> findings) {
        String first =
                findings.stream().limit(MOST_TOLD).map(SensitiveFinding::text).collect(Collectors.joining(", "));
        return findings.size() > MOST_TOLD ? first + " and " + (findings.size() - MOST_TOLD) + " more" : first;
    }
}
