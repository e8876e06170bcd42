package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import java.util.Optional;

/** View of {@code language-content} objects (STIX 2.1 §7.1). */
public final class LanguageContent extends ObjectView {
    private LanguageContent(StixObject object) {
        super(object, "language-content");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static LanguageContent of(StixObject object) {
        return new LanguageContent(object);
    }

    public StixId objectRef() {
        return members().required("object_ref", members().reference("object_ref"));
    }

    public Optional<StixTimestamp> objectModified() {
        return members().time("object_modified");
    }

    public JsonObject contents() {
        return members().required("contents", members().object("contents"));
    }
}
