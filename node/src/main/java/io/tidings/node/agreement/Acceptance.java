package io.tidings.node.agreement;

import io.tidings.stix.validate.Profile;
import java.util.Optional;

/**
 * What becomes of objects that break the rules of STIX.
 *
 * @param profile which broken rules count; absent means the node's own choice
 * @param quarantine whether an object that the profile refuses is kept aside for the operator, rather than refused
 */
public record Acceptance(Optional<Profile> profile, boolean quarantine) {
    /** By the node's profile, refused: the sender is there to be told. */
    public static Acceptance refusing() {
        return new Acceptance(Optional.empty(), false);
    }

    /** By the node's profile, kept aside: nobody is there to be told. */
    public static Acceptance quarantining() {
        return new Acceptance(Optional.empty(), true);
    }
}
