package io.tidings.stix.validate;

import java.util.List;
import java.util.Optional;

/**
 * What was found in one object or one bundle.
 *
 * @param all in the order of the text
 * @param unlisted how many more there were than are listed
 */
public record Findings(List<Finding> all, int unlisted) {
    private static final Findings NONE = new Findings(List.of(), 0);

    public Findings {
        all = List.copyOf(all);
    }

    public static Findings none() {
        return NONE;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** The first finding for which {@code profile} refuses the object; empty if it takes it. */
    public Optional<Finding> refusal(Profile profile) {
        return all.stream().filter(profile::refuses).findFirst();
    }

    /** The gravest severity that there is; empty if nothing was found. */
    public Optional<Severity> worst() {
        return all.stream().map(Finding::severity).max(Severity::compareTo);
    }

    /** Those of at least that severity, in order. */
    public List<Finding> from(Severity severity) {
        return all.stream()
                .filter(finding -> finding.severity().compareTo(severity) >= 0)
                .toList();
    }
}
