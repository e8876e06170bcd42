package io.tidings.node.agreement;

import io.tidings.stix.identifier.StixId;
import java.util.List;
import java.util.Set;

/**
 * An organisation whose seals are trusted, {@code signers/NAME.yaml}. One of the name of a peer is that peer.
 *
 * @param authoritativeFor creators that it stands for, beside those of its agreement if it is a peer
 */
public record Signer(String name, Organisation organisation, Set<StixId> authoritativeFor, List<SignerKey> keys) {
    public Signer {
        authoritativeFor = Set.copyOf(authoritativeFor);
        keys = List.copyOf(keys);
    }
}
