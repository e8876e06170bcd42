package io.tidings.stix.view;

import io.tidings.stix.value.JsonObject;

/** View of the extension {@code icmp-ext} (STIX 2.1 §6.12.3). */
public final class IcmpExt {
    private final Members members;

    IcmpExt(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public String icmpTypeHex() {
        return members.required("icmp_type_hex", members.text("icmp_type_hex"));
    }

    public String icmpCodeHex() {
        return members.required("icmp_code_hex", members.text("icmp_code_hex"));
    }
}
