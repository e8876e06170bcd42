package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;

/** View of {@code mutex} objects (STIX 2.1 §6.11). */
public final class Mutex extends ObjectView {
    private Mutex(StixObject object) {
        super(object, "mutex");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Mutex of(StixObject object) {
        return new Mutex(object);
    }

    public String name() {
        return members().required("name", members().text("name"));
    }
}
