package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import java.util.Optional;

/** View of {@code course-of-action} objects (STIX 2.1 §4.3). */
public final class CourseOfAction extends ObjectView {
    private CourseOfAction(StixObject object) {
        super(object, "course-of-action");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static CourseOfAction of(StixObject object) {
        return new CourseOfAction(object);
    }

    public String name() {
        return members().required("name", members().text("name"));
    }

    public Optional<String> description() {
        return members().text("description");
    }
}
