package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;

/** View of {@code mac-addr} objects (STIX 2.1 §6.10). */
public final class MacAddr extends ObjectView {
    private MacAddr(StixObject object) {
        super(object, "mac-addr");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static MacAddr of(StixObject object) {
        return new MacAddr(object);
    }

    public String value() {
        return members().required("value", members().text("value"));
    }
}
