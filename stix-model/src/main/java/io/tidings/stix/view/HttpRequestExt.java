package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.value.JsonObject;
import java.util.Optional;

/** View of the extension {@code http-request-ext} (STIX 2.1 §6.12.2). */
public final class HttpRequestExt {
    private final Members members;

    HttpRequestExt(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public String requestMethod() {
        return members.required("request_method", members.text("request_method"));
    }

    public String requestValue() {
        return members.required("request_value", members.text("request_value"));
    }

    public Optional<String> requestVersion() {
        return members.text("request_version");
    }

    public Optional<JsonObject> requestHeader() {
        return members.object("request_header");
    }

    public Optional<Long> messageBodyLength() {
        return members.integer("message_body_length");
    }

    /** To artifact. */
    public Optional<StixId> messageBodyDataRef() {
        return members.reference("message_body_data_ref");
    }
}
