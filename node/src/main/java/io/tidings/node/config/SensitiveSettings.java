package io.tidings.node.config;

import io.tidings.node.sensitive.SensitiveRules;

/**
 * The check for sensitive data.
 *
 * @param own whether what this organisation's operator and clients bring is looked through
 * @param peers whether what peers bring is, too
 * @param rules what counts as sensitive
 */
public record SensitiveSettings(boolean own, boolean peers, SensitiveRules rules) {
    /** What holds where a configuration says nothing. */
    public static final SensitiveSettings DEFAULT = new SensitiveSettings(true, false, SensitiveRules.DEFAULT);
}
