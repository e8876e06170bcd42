package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.util.List;
import java.util.Optional;

/** View of {@code report} objects (STIX 2.1 §4.16). */
public final class Report extends ObjectView {
    private Report(StixObject object) {
        super(object, "report");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Report of(StixObject object) {
        return new Report(object);
    }

    public String name() {
        return members().required("name", members().text("name"));
    }

    public Optional<String> description() {
        return members().text("description");
    }

    /** A term of {@code report-type-ov}, or any other. */
    public List<String> reportTypes() {
        return members().texts("report_types");
    }

    public StixTimestamp published() {
        return members().required("published", members().time("published"));
    }

    public List<StixId> objectRefs() {
        return members().references("object_refs");
    }
}
