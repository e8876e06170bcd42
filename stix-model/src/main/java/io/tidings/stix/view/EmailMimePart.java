package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.value.JsonObject;
import java.util.Optional;

/** View of the part {@code email-mime-part-type} (STIX 2.1 §6.6.2). */
public final class EmailMimePart {
    private final Members members;

    EmailMimePart(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public Optional<String> body() {
        return members.text("body");
    }

    /** To artifact, file. */
    public Optional<StixId> bodyRawRef() {
        return members.reference("body_raw_ref");
    }

    public Optional<String> contentType() {
        return members.text("content_type");
    }

    public Optional<String> contentDisposition() {
        return members.text("content_disposition");
    }
}
