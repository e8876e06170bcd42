package io.tidings.node.config;

import io.tidings.node.seal.SealAlgorithm;
import java.util.Set;

/**
 * Signed provenance (docs/provenance.md).
 *
 * @param sign whether this node seals what it takes in
 * @param algorithm of a key that is made because there is none
 * @param identities ids of the identity objects by which this organisation creates content
 */
public record ProvenanceSettings(boolean sign, SealAlgorithm algorithm, Set<String> identities) {
    /** What holds where a configuration says nothing. */
    public static final ProvenanceSettings DEFAULT = new ProvenanceSettings(true, SealAlgorithm.ES256, Set.of());

    public ProvenanceSettings {
        identities = Set.copyOf(identities);
    }
}
