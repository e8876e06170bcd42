package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import java.util.List;

/** View of {@code ipv4-addr} objects (STIX 2.1 §6.8). */
public final class Ipv4Addr extends ObjectView {
    private Ipv4Addr(StixObject object) {
        super(object, "ipv4-addr");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Ipv4Addr of(StixObject object) {
        return new Ipv4Addr(object);
    }

    public String value() {
        return members().required("value", members().text("value"));
    }

    /** To mac-addr. Deprecated by the text, but still sent. */
    public List<StixId> resolvesToRefs() {
        return members().references("resolves_to_refs");
    }

    /** To autonomous-system. Deprecated by the text, but still sent. */
    public List<StixId> belongsToRefs() {
        return members().references("belongs_to_refs");
    }
}
