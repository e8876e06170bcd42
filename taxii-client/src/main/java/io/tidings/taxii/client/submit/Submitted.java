package io.tidings.taxii.client.submit;

import io.tidings.stix.object.StixObject;
import io.tidings.taxii.client.status.StatusResource;
import java.util.List;
import java.util.Optional;

/**
 * What became of some of the objects handed in, in their order.
 *
 * @param objects of one envelope; or a single one that no envelope can hold
 * @param status the last one seen, complete or still pending; absent where the object was too large to be sent
 */
public record Submitted(List<StixObject> objects, Optional<StatusResource> status) {
    public Submitted {
        objects = List.copyOf(objects);
    }

    /** Whether the object was not sent since it is larger than the server takes. */
    public boolean isTooLarge() {
        return status.isEmpty();
    }
}
