package io.tidings.node.intake;

import io.tidings.node.agreement.Acceptance;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.VersionAuthority;
import io.tidings.stix.marking.Tlp;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who brings content, how, and what of it may enter.
 *
 * @param collection where it shall go
 * @param receipt kept with every entry made
 * @param maxTlp the strictest level taken
 * @param types object types taken; absent means all
 * @param objectsPerDay how many entries may be made in any 24 hours; absent means no limit
 * @param authority who may bring further versions of what is held (I-6)
 * @param acceptance of objects that break the rules of STIX
 * @param chains the signed provenance that came with it
 */
public record Delivery(
        UUID collection,
        Receipt receipt,
        Tlp maxTlp,
        Optional<Set<String>> types,
        Optional<Long> objectsPerDay,
        VersionAuthority authority,
        Acceptance acceptance,
        ChainSource chains) {
    /** One without signed provenance. */
    public Delivery(
            UUID collection,
            Receipt receipt,
            Tlp maxTlp,
            Optional<Set<String>> types,
            Optional<Long> objectsPerDay,
            VersionAuthority authority,
            Acceptance acceptance) {
        this(collection, receipt, maxTlp, types, objectsPerDay, authority, acceptance, ChainSource.none());
    }

    /** One whose faulty objects are refused by the node's profile. */
    public Delivery(
            UUID collection,
            Receipt receipt,
            Tlp maxTlp,
            Optional<Set<String>> types,
            Optional<Long> objectsPerDay,
            VersionAuthority authority) {
        this(collection, receipt, maxTlp, types, objectsPerDay, authority, Acceptance.refusing());
    }
}
