package io.tidings.node.config;

import io.tidings.stix.validate.Profile;
import java.time.Duration;

/**
 * How objects that break the rules of STIX are met.
 *
 * @param profile which broken rules count, where an agreement does not say
 * @param quarantineObjects kept aside of one source at most; likewise {@code quarantineBytes}
 * @param quarantineAge how long an object is kept aside
 * @param sensitive what is held aside because of what it tells of persons and of the inside
 */
public record IntakeSettings(
        Profile profile,
        int quarantineObjects,
        long quarantineBytes,
        Duration quarantineAge,
        SensitiveSettings sensitive) {
    /** What holds where a configuration says nothing. */
    public static final IntakeSettings DEFAULT = new IntakeSettings(
            Profile.INTEROPERABLE, 10_000, 256L << 20, Duration.ofDays(90), SensitiveSettings.DEFAULT);
}
