package io.tidings.stix.pattern;

import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.pattern.syntax.PatternFinding;
import io.tidings.stix.validate.PatternCheck;
import io.tidings.stix.validate.Severity;
import java.util.ArrayList;
import java.util.List;

/** The patterns of indicators, checked as part of the objects: only what is against the text is a fault there. */
public final class PatternRules implements PatternCheck {
    private static final int MOST_FAULTS = 20;

    @Override
    public List<Fault> check(String pattern) {
        try {
            List<Fault> faults = new ArrayList<>(0);
            for (PatternFinding finding : Pattern.parse(pattern).check()) {
                if (finding.severity() == Severity.ERROR && faults.size() < MOST_FAULTS) {
                    faults.add(new Fault(finding.location().offset(), false, finding.message(), finding.remedy()));
                }
            }
            return faults;
        } catch (MalformedPatternException none) {
            return List.of(new Fault(
                    none.location().offset(),
                    true,
                    "found " + none.found(),
                    none.hint().orElse("there should be " + none.expected())));
        }
    }
}
