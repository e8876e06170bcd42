package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.util.List;
import java.util.Optional;

/** View of {@code indicator} objects (STIX 2.1 §4.7). */
public final class Indicator extends ObjectView {
    private Indicator(StixObject object) {
        super(object, "indicator");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Indicator of(StixObject object) {
        return new Indicator(object);
    }

    public Optional<String> name() {
        return members().text("name");
    }

    public Optional<String> description() {
        return members().text("description");
    }

    /** A term of {@code indicator-type-ov}, or any other. */
    public List<String> indicatorTypes() {
        return members().texts("indicator_types");
    }

    public String pattern() {
        return members().required("pattern", members().text("pattern"));
    }

    /** A term of {@code pattern-type-ov}, or any other. */
    public String patternType() {
        return members().required("pattern_type", members().text("pattern_type"));
    }

    public Optional<String> patternVersion() {
        return members().text("pattern_version");
    }

    public StixTimestamp validFrom() {
        return members().required("valid_from", members().time("valid_from"));
    }

    public Optional<StixTimestamp> validUntil() {
        return members().time("valid_until");
    }

    public List<KillChainPhase> killChainPhases() {
        return members().parts("kill_chain_phases", KillChainPhase::new);
    }
}
