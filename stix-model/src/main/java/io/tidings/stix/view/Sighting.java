package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.util.List;
import java.util.Optional;

/** View of {@code sighting} objects (STIX 2.1 §5.2). */
public final class Sighting extends ObjectView {
    private Sighting(StixObject object) {
        super(object, "sighting");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Sighting of(StixObject object) {
        return new Sighting(object);
    }

    public Optional<String> description() {
        return members().text("description");
    }

    public Optional<StixTimestamp> firstSeen() {
        return members().time("first_seen");
    }

    public Optional<StixTimestamp> lastSeen() {
        return members().time("last_seen");
    }

    public Optional<Long> count() {
        return members().integer("count");
    }

    public StixId sightingOfRef() {
        return members().required("sighting_of_ref", members().reference("sighting_of_ref"));
    }

    /** To observed-data. */
    public List<StixId> observedDataRefs() {
        return members().references("observed_data_refs");
    }

    /** To identity, location. */
    public List<StixId> whereSightedRefs() {
        return members().references("where_sighted_refs");
    }

    public boolean summary() {
        return members().flag("summary").orElse(false);
    }
}
