package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import java.util.List;
import java.util.Optional;

/** View of {@code email-message} objects (STIX 2.1 §6.6). */
public final class EmailMessage extends ObjectView {
    private EmailMessage(StixObject object) {
        super(object, "email-message");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static EmailMessage of(StixObject object) {
        return new EmailMessage(object);
    }

    public boolean isMultipart() {
        return members().required("is_multipart", members().flag("is_multipart"));
    }

    public Optional<StixTimestamp> date() {
        return members().time("date");
    }

    public Optional<String> contentType() {
        return members().text("content_type");
    }

    /** To email-addr. */
    public Optional<StixId> fromRef() {
        return members().reference("from_ref");
    }

    /** To email-addr. */
    public Optional<StixId> senderRef() {
        return members().reference("sender_ref");
    }

    /** To email-addr. */
    public List<StixId> toRefs() {
        return members().references("to_refs");
    }

    /** To email-addr. */
    public List<StixId> ccRefs() {
        return members().references("cc_refs");
    }

    /** To email-addr. */
    public List<StixId> bccRefs() {
        return members().references("bcc_refs");
    }

    public Optional<String> messageId() {
        return members().text("message_id");
    }

    public Optional<String> subject() {
        return members().text("subject");
    }

    public List<String> receivedLines() {
        return members().texts("received_lines");
    }

    public Optional<JsonObject> additionalHeaderFields() {
        return members().object("additional_header_fields");
    }

    public Optional<String> body() {
        return members().text("body");
    }

    public List<EmailMimePart> bodyMultipart() {
        return members().parts("body_multipart", EmailMimePart::new);
    }

    /** To artifact. */
    public Optional<StixId> rawEmailRef() {
        return members().reference("raw_email_ref");
    }
}
