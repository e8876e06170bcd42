package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import java.util.List;

/** View of {@code domain-name} objects (STIX 2.1 §6.4). */
public final class DomainName extends ObjectView {
    private DomainName(StixObject object) {
        super(object, "domain-name");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static DomainName of(StixObject object) {
        return new DomainName(object);
    }

    public String value() {
        return members().required("value", members().text("value"));
    }

    /** To domain-name, ipv4-addr, ipv6-addr. Deprecated by the text, but still sent. */
    public List<StixId> resolvesToRefs() {
        return members().references("resolves_to_refs");
    }
}
