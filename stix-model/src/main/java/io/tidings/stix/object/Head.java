package io.tidings.stix.object;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.GranularMarking;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.time.StixTimestamp;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is read of an object to select, version and mark it; everything else stays in the bytes.
 *
 * @param id equal to the object's {@code id}
 * @param specVersion as given; absent it is 2.1 for an object without {@code created}, else 2.0
 * @param created absent on SCOs
 * @param modified absent on SCOs and marking definitions
 * @param createdByRef the text as received; a reference need not resolve
 * @param objectMarkingRefs in the object's order
 * @param granularMarkings in the object's order
 * @param labels in the object's order
 */
public record Head(
        StixId id,
        SpecVersion specVersion,
        Optional<StixTimestamp> created,
        Optional<StixTimestamp> modified,
        Optional<StixId> createdByRef,
        boolean revoked,
        List<StixId> objectMarkingRefs,
        List<GranularMarking> granularMarkings,
        List<String> labels) {

    public Head {
        objectMarkingRefs = List.copyOf(objectMarkingRefs);
        granularMarkings = List.copyOf(granularMarkings);
        labels = List.copyOf(labels);
    }

    /** The object's type, which is also the front of its identifier. */
    public String type() {
        return id.type();
    }

    /**
     * The version's time: {@code modified}, else {@code created}, else {@link StixTimestamp#EPOCH}
     * (TAXII 2.1 §3.4.1, T-067, T-068).
     */
    public StixTimestamp version() {
        return modified.or(() -> created).orElse(StixTimestamp.EPOCH);
    }

    /** The strictest TLP level that a standard definition gives the object or a part of it; empty if none does. */
    public Optional<Tlp> tlp() {
        return tlp(Tlp::of);
    }

    /** As {@link #tlp()}, with {@code levels} telling the level of a marking definition. */
    public Optional<Tlp> tlp(Function<StixId, Optional<Tlp>> levels) {
        return Tlp.strictest(objectMarkingRefs, granularMarkings, levels);
    }

    /** Whether the object carries version data; SCOs usually do not (STIX 2.1 §3.6). */
    public boolean isVersioned() {
        return modified.isPresent() || created.isPresent();
    }
}
