package io.tidings.node.store;

import io.tidings.stix.object.StixObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Object versions to be added to one collection.
 *
 * @param receipt how they came; kept once for all of them
 * @param alongside state to be written in the same commit, such as the cursor of a follow, so that neither is ever
 *     durable without the other
 * @param authority decides whether a further version of an object that is held already (in any collection) may enter
 * @param chains signed provenance of the objects, in their order; empty if none has any
 */
public record Append(
        UUID collection,
        List<StixObject> objects,
        Receipt receipt,
        List<StateChange> alongside,
        VersionAuthority authority,
        List<Optional<StoredChain>> chains) {
    public Append {
        chains = List.copyOf(chains);
        if (!chains.isEmpty() && chains.size() != objects.size()) {
            throw new IllegalArgumentException("as many chains as objects, or none");
        }
        objects = List.copyOf(objects);
        alongside = List.copyOf(alongside);
    }

    /** One without signed provenance. */
    public Append(
            UUID collection,
            List<StixObject> objects,
            Receipt receipt,
            List<StateChange> alongside,
            VersionAuthority authority) {
        this(collection, objects, receipt, alongside, authority, List.of());
    }

    /** As for {@link Store#putState}. */
    public record StateChange(String area, String key, String value) {}
}
