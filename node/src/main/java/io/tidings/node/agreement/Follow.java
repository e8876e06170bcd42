package io.tidings.node.agreement;

import io.tidings.stix.marking.Tlp;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A peer's collection that this node takes.
 *
 * @param apiRoot ends in {@code /}
 * @param collection its id or alias at the peer
 * @param into the collection of this node
 * @param every how often when nothing rings the doorbell
 * @param maxTlp the strictest level taken in
 * @param acceptance of faulty objects
 * @param objectsPerDay new objects taken in any 24 hours, to the end of the page that reaches it; absent means no limit
 * @param provenance id or alias of the collection with its signed provenance, where the server does not announce it
 */
public record Follow(
        URI apiRoot,
        String collection,
        String into,
        Duration every,
        Tlp maxTlp,
        Acceptance acceptance,
        Optional<Long> objectsPerDay,
        Optional<String> provenance) {
    /** One without a limit, whose provenance is where the server says it is. */
    public Follow(URI apiRoot, String collection, String into, Duration every, Tlp maxTlp, Acceptance acceptance) {
        this(apiRoot, collection, into, every, maxTlp, acceptance, Optional.empty(), Optional.empty());
    }

    /** Likewise one whose faulty objects are kept aside. */
    public Follow(URI apiRoot, String collection, String into, Duration every, Tlp maxTlp) {
        this(apiRoot, collection, into, every, maxTlp, Acceptance.quarantining());
    }
}
