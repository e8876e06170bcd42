package io.tidings.node.intake;

import io.tidings.stix.object.StixObject;
import io.tidings.stix.pattern.PatternRules;
import io.tidings.stix.validate.Finding;
import io.tidings.stix.validate.Findings;
import io.tidings.stix.validate.Profile;
import io.tidings.stix.validate.Validator;
import java.util.Optional;

/** Judges objects by the rules of STIX, and notes what it finds. Safe for use by any number of threads. */
public final class Validity {
    private static final int LONGEST = 1_000;

    private final Validator validator = Validator.with(new PatternRules());
    private final Profile usual;
    private final NotedFindings noted = new NotedFindings();

    /** @param usual which broken rules count, where a delivery does not say */
    public Validity(Profile usual) {
        this.usual = usual;
    }

    /** Why the object is not to enter, for the sender: what is wrong, where, what is right and by which rule. */
    Optional<String> fault(StixObject object, Delivery delivery) {
        Findings findings = validator.validate(object);
        if (findings.isEmpty()) {
            return Optional.empty();
        }
        noted.add(delivery.receipt().source(), findings);
        Profile profile = delivery.acceptance().profile().orElse(usual);
        return findings.refusal(profile).map(first -> text(first, others(findings, profile)));
    }

    /** All that is wrong with an object, whatever would follow from it. */
    public Findings findings(StixObject object) {
        return validator.validate(object);
    }

    /** What was found in what came since the node started. */
    public NotedFindings noted() {
        return noted;
    }

    private static long others(Findings findings, Profile profile) {
        return findings.all().stream().filter(profile::refuses).count() - 1 + findings.unlisted();
    }

    private static String text(Finding finding, long others) {
        String place = finding.pointer().isEmpty() ? "" : finding.pointer() + " ";
        String section = finding.section().isEmpty() ? "" : ", STIX 2.1 §" + finding.section();
        String text = place + finding.problem() + "; " + finding.remedy() + " ("
                + finding.rule().id() + section + ")" + (others > 0 ? "; and " + others + " more" : "");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
