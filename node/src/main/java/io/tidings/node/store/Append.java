package io.tidings.node.store;

import io.tidings.stix.object.StixObject;
import java.util.List;
import java.util.UUID;

/**
 * Object versions to be added to one collection.
 *
 * @param receipt how they came; kept once for all of them
 * @param alongside state to be written in the same commit, such as the cursor of a follow, so that neither is ever
 *     durable without the other
 * @param authority decides whether a further version of an object that is held already (in any collection) may enter
 */
public record Append(
        UUID collection,
        List<StixObject> objects,
        Receipt receipt,
        List<StateChange> alongside,
        VersionAuthority authority) {
    public Append {
        objects = List.copyOf(objects);
        alongside = List.copyOf(alongside);
    }

    /** As for {@link Store#putState}. */
    public record StateChange(String area, String key, String value) {}
}
