package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import java.util.Optional;

/** View of {@code email-addr} objects (STIX 2.1 §6.5). */
public final class EmailAddr extends ObjectView {
    private EmailAddr(StixObject object) {
        super(object, "email-addr");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static EmailAddr of(StixObject object) {
        return new EmailAddr(object);
    }

    public String value() {
        return members().required("value", members().text("value"));
    }

    public Optional<String> displayName() {
        return members().text("display_name");
    }

    /** To user-account. */
    public Optional<StixId> belongsToRef() {
        return members().reference("belongs_to_ref");
    }
}
