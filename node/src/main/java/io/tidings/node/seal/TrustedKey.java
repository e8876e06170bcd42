package io.tidings.node.seal;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key of someone we know.
 *
 * @param holder who they are here: {@code peer:bank-b}, {@code signer:cert-cc}, {@code own}
 * @param organisation its name
 * @param identities ids of the identity objects that stand for it as a creator
 * @param from when it began to sign
 * @param until when it stopped
 * @param revoked when it was no longer the holder's alone
 */
public record TrustedKey(
        PublicSealKey key,
        String holder,
        String organisation,
        Set<String> identities,
        Instant from,
        Optional<Instant> until,
        Optional<Instant> revoked) {
    /** Who holds this node's own keys. */
    public static final String OWN = "own";

    public TrustedKey {
        identities = Set.copyOf(identities);
    }

    boolean isOwn() {
        return holder.equals(OWN);
    }
}
