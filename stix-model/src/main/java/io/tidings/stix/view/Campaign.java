package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.util.List;
import java.util.Optional;

/** View of {@code campaign} objects (STIX 2.1 §4.2). */
public final class Campaign extends ObjectView {
    private Campaign(StixObject object) {
        super(object, "campaign");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Campaign of(StixObject object) {
        return new Campaign(object);
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

    public Optional<String> objective() {
        return members().text("objective");
    }
}
