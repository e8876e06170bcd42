package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.util.List;
import java.util.Optional;

/** View of {@code intrusion-set} objects (STIX 2.1 §4.9). */
public final class IntrusionSet extends ObjectView {
    private IntrusionSet(StixObject object) {
        super(object, "intrusion-set");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static IntrusionSet of(StixObject object) {
        return new IntrusionSet(object);
    }

    public String name() {
        return members().required("name", members().text("name"));
    }

    public Optional<String> description() {
        return members().text("description");
    }

    public List<String> aliases() {
        return members().texts("aliases");
    }

    public Optional<StixTimestamp> firstSeen() {
        return members().time("first_seen");
    }

    public Optional<StixTimestamp> lastSeen() {
        return members().time("last_seen");
    }

    public List<String> goals() {
        return members().texts("goals");
    }

    /** A term of {@code attack-resource-level-ov}, or any other. */
    public Optional<String> resourceLevel() {
        return members().text("resource_level");
    }

    /** A term of {@code attack-motivation-ov}, or any other. */
    public Optional<String> primaryMotivation() {
        return members().text("primary_motivation");
    }

    /** A term of {@code attack-motivation-ov}, or any other. */
    public List<String> secondaryMotivations() {
        return members().texts("secondary_motivations");
    }
}
