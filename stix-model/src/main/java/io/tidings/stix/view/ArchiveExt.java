package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.value.JsonObject;
import java.util.List;
import java.util.Optional;

/** View of the extension {@code archive-ext} (STIX 2.1 §6.7.2). */
public final class ArchiveExt {
    private final Members members;

    ArchiveExt(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    /** To directory, file. */
    public List<StixId> containsRefs() {
        return members.references("contains_refs");
    }

    public Optional<String> comment() {
        return members.text("comment");
    }
}
