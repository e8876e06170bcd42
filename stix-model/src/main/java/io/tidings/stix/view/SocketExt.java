package io.tidings.stix.view;

import io.tidings.stix.value.JsonObject;
import java.util.Optional;

/** View of the extension {@code socket-ext} (STIX 2.1 §6.12.4). */
public final class SocketExt {
    private final Members members;

    SocketExt(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    /** A value of {@code network-socket-address-family-enum}. */
    public String addressFamily() {
        return members.required("address_family", members.text("address_family"));
    }

    public Optional<Boolean> isBlocking() {
        return members.flag("is_blocking");
    }

    public Optional<Boolean> isListening() {
        return members.flag("is_listening");
    }

    public Optional<JsonObject> options() {
        return members.object("options");
    }

    /** A value of {@code network-socket-type-enum}. */
    public Optional<String> socketType() {
        return members.text("socket_type");
    }

    public Optional<Long> socketDescriptor() {
        return members.integer("socket_descriptor");
    }

    public Optional<Long> socketHandle() {
        return members.integer("socket_handle");
    }
}
