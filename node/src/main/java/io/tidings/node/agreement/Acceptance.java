package io.tidings.node.agreement;

import io.tidings.node.sensitive.SensitiveKind;
import io.tidings.stix.validate.Profile;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of objects that break the rules of STIX or hold sensitive data.
 *
 * @param profile which broken rules count; absent means the node's own choice
 * @param quarantine whether an object that the profile refuses is kept aside for the operator, rather than refused
 * @param allowed kinds of sensitive data that are taken without asking the operator
 */
public record Acceptance(Optional<Profile> profile, boolean quarantine, Set<SensitiveKind> allowed) {
    public Acceptance {
        allowed = Set.copyOf(allowed);
    }

    /** One without exceptions for sensitive data. */
    public Acceptance(Optional<Profile> profile, boolean quarantine) {
        this(profile, quarantine, Set.of());
    }

    /** By the node's profile, refused: the sender is there to be told. */
    public static Acceptance refusing() {
        return new Acceptance(Optional.empty(), false);
    }

    /** By the node's profile, kept aside: nobody is there to be told. */
    public static Acceptance quarantining() {
        return new Acceptance(Optional.empty(), true);
    }
}
