package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import java.util.Optional;

/** View of {@code location} objects (STIX 2.1 §4.10). */
public final class Location extends ObjectView {
    private Location(StixObject object) {
        super(object, "location");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Location of(StixObject object) {
        return new Location(object);
    }

    public Optional<String> name() {
        return members().text("name");
    }

    public Optional<String> description() {
        return members().text("description");
    }

    public Optional<Double> latitude() {
        return members().decimal("latitude");
    }

    public Optional<Double> longitude() {
        return members().decimal("longitude");
    }

    public Optional<Double> precision() {
        return members().decimal("precision");
    }

    /** A term of {@code region-ov}, or any other. */
    public Optional<String> region() {
        return members().text("region");
    }

    public Optional<String> country() {
        return members().text("country");
    }

    public Optional<String> administrativeArea() {
        return members().text("administrative_area");
    }

    public Optional<String> city() {
        return members().text("city");
    }

    public Optional<String> streetAddress() {
        return members().text("street_address");
    }

    public Optional<String> postalCode() {
        return members().text("postal_code");
    }
}
