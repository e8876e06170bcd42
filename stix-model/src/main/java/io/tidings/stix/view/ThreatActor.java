package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.util.List;
import java.util.Optional;

/** View of {@code threat-actor} objects (STIX 2.1 §4.17). */
public final class ThreatActor extends ObjectView {
    private ThreatActor(StixObject object) {
        super(object, "threat-actor");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static ThreatActor of(StixObject object) {
        return new ThreatActor(object);
    }

    public String name() {
        return members().required("name", members().text("name"));
    }

    public Optional<String> description() {
        return members().text("description");
    }

    /** A term of {@code threat-actor-type-ov}, or any other. */
    public List<String> threatActorTypes() {
        return members().texts("threat_actor_types");
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

    /** A term of {@code threat-actor-role-ov}, or any other. */
    public List<String> roles() {
        return members().texts("roles");
    }

    public List<String> goals() {
        return members().texts("goals");
    }

    /** A term of {@code threat-actor-sophistication-ov}, or any other. */
    public Optional<String> sophistication() {
        return members().text("sophistication");
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

    /** A term of {@code attack-motivation-ov}, or any other. */
    public List<String> personalMotivations() {
        return members().texts("personal_motivations");
    }
}
