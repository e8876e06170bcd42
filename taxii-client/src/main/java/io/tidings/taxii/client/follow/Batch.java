package io.tidings.taxii.client.follow;

import io.tidings.stix.content.Element;
import io.tidings.stix.object.StixObject;
import java.util.List;

/**
 * Objects to be stored in one go.
 *
 * @param objects in the server's order, none twice
 * @param faulty elements that no node can hold, for the record
 */
public record Batch(List<StixObject> objects, List<Element.Faulty> faulty) {
    public Batch {
        objects = List.copyOf(objects);
        faulty = List.copyOf(faulty);
    }

    public boolean isEmpty() {
        return objects.isEmpty() && faulty.isEmpty();
    }
}
