package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.util.Optional;

/** View of {@code relationship} objects (STIX 2.1 §5.1). */
public final class Relationship extends ObjectView {
    private Relationship(StixObject object) {
        super(object, "relationship");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Relationship of(StixObject object) {
        return new Relationship(object);
    }

    public String relationshipType() {
        return members().required("relationship_type", members().text("relationship_type"));
    }

    public Optional<String> description() {
        return members().text("description");
    }

    public StixId sourceRef() {
        return members().required("source_ref", members().reference("source_ref"));
    }

    public StixId targetRef() {
        return members().required("target_ref", members().reference("target_ref"));
    }

    public Optional<StixTimestamp> startTime() {
        return members().time("start_time");
    }

    public Optional<StixTimestamp> stopTime() {
        return members().time("stop_time");
    }
}
