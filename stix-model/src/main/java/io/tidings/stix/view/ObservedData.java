package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import java.util.List;
import java.util.Optional;

/** View of {@code observed-data} objects (STIX 2.1 §4.14). */
public final class ObservedData extends ObjectView {
    private ObservedData(StixObject object) {
        super(object, "observed-data");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static ObservedData of(StixObject object) {
        return new ObservedData(object);
    }

    public StixTimestamp firstObserved() {
        return members().required("first_observed", members().time("first_observed"));
    }

    public StixTimestamp lastObserved() {
        return members().required("last_observed", members().time("last_observed"));
    }

    public long numberObserved() {
        return members().required("number_observed", members().integer("number_observed"));
    }

    /** Deprecated by the text, but still sent. */
    public Optional<JsonObject> objects() {
        return members().object("objects");
    }

    public List<StixId> objectRefs() {
        return members().references("object_refs");
    }
}
