package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import java.util.List;

/** View of {@code ipv6-addr} objects (STIX 2.1 §6.9). */
public final class Ipv6Addr extends ObjectView {
    private Ipv6Addr(StixObject object) {
        super(object, "ipv6-addr");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Ipv6Addr of(StixObject object) {
        return new Ipv6Addr(object);
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
