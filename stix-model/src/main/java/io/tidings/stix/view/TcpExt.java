package io.tidings.stix.view;

import io.tidings.stix.value.JsonObject;
import java.util.Optional;

/** View of the extension {@code tcp-ext} (STIX 2.1 §6.12.5). */
public final class TcpExt {
    private final Members members;

    TcpExt(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public Optional<String> srcFlagsHex() {
        return members.text("src_flags_hex");
    }

    public Optional<String> dstFlagsHex() {
        return members.text("dst_flags_hex");
    }
}
