package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;

/** View of {@code url} objects (STIX 2.1 §6.15). */
public final class Url extends ObjectView {
    private Url(StixObject object) {
        super(object, "url");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Url of(StixObject object) {
        return new Url(object);
    }

    public String value() {
        return members().required("value", members().text("value"));
    }
}
