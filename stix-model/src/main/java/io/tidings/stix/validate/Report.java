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

    Report(int most) {
        this.most = most;
    }

    void add(String pointer, Rule rule, String section, Severity severity, Harm harm, String problem, String remedy) {
        boolean ownSection = !GENERAL.contains(rule) && !rule.section().isEmpty();
        add(new Finding("", pointer, rule, ownSection ? rule.section() : section, severity, harm, problem, remedy));
    }

    /** Keeps the graver ones where there are too many. */
    void add(Finding finding) {
        if (findings.size() < most) {
            findings.add(finding);
            return;
        }
        unlisted++;
        for (int i = most - 1; i >= 0 && finding.severity() == Severity.ERROR; i--) {
            if (isMilder(findings.get(i), finding)) {
                findings.remove(i);
                findings.add(finding);
                return;
            }
        }
    }

    private static boolean isMilder(Finding one, Finding other) {
        int severity = one.severity().compareTo(other.severity());
        return severity < 0 || severity == 0 && one.harm().compareTo(other.harm()) < 0;
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
