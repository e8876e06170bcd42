package io.tidings.stix.validate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Collects findings, up to a bound: a hostile object must not cost more to report than to read. */
final class Report {
    /** Of these, the section of the table says more than their own. */
    private static final Set<Rule> GENERAL = EnumSet.of(
            Rule.S_003, Rule.S_008, Rule.S_061, Rule.S_062, Rule.S_063, Rule.S_064, Rule.S_073, Rule.S_110, Rule.S_253);

    private final int most;
    private final List<Finding> findings = new ArrayList<>(0);
    private int unlisted;
    /** The rank of the mildest that is listed. */
    private int lowest = Integer.MAX_VALUE;

    Report(int most) {
        this.most = most;
    }

    void add(String pointer, Rule rule, String section, Severity severity, Harm harm, String problem, String remedy) {
        boolean ownSection = !GENERAL.contains(rule) && !rule.section().isEmpty();
        add(new Finding("", pointer, rule, ownSection ? rule.section() : section, severity, harm, problem, remedy));
    }

    /** Keeps the graver ones where there are too many. */
    void add(Finding finding) {
        int rank = rank(finding.severity(), finding.harm());
        if (findings.size() < most) {
            findings.add(finding);
            lowest = Math.min(lowest, rank);
            return;
        }
        unlisted++;
        if (rank > lowest) {
            replaceMildest(finding);
        }
    }

    /** Whether a finding of that weight would be listed; one that would not is counted at once. */
    boolean lists(Severity severity, Harm harm) {
        if (findings.size() < most || rank(severity, harm) > lowest) {
            return true;
        }
        unlisted++;
        return false;
    }

    private void replaceMildest(Finding finding) {
        int next = rank(finding.severity(), finding.harm());
        int mildest = -1;
        for (int i = 0; i < findings.size(); i++) {
            int rank = rank(findings.get(i).severity(), findings.get(i).harm());
            if (rank == lowest) {
                next = mildest < 0 ? next : Math.min(next, rank);
                mildest = i;
            } else {
                next = Math.min(next, rank);
            }
        }
        findings.remove(mildest);
        findings.add(finding);
        lowest = next;
    }

    private static int rank(Severity severity, Harm harm) {
        return switch (severity) {
            case NOTE -> 0;
            case WARNING -> 1;
            case ERROR ->
                switch (harm) {
                    case FORM -> 2;
                    case READING -> 3;
                    case IDENTITY -> 4;
                };
        };
    }

    int unlisted() {
        return unlisted;
    }

    List<Finding> list() {
        return findings;
    }

    Findings of(String object) {
        if (findings.isEmpty()) {
            return Findings.none();
        }
        List<Finding> named = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            named.add(new Finding(
                    object,
                    finding.pointer(),
                    finding.rule(),
                    finding.section(),
                    finding.severity(),
                    finding.harm(),
                    finding.problem(),
                    finding.remedy()));
        }
        return new Findings(named, unlisted);
    }
}
