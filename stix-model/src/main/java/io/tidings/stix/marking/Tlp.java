package io.tidings.stix.marking;

import io.tidings.stix.identifier.StixId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A Traffic Light Protocol level, from the freest to the strictest, TLP 1 and TLP 2 on one scale.
 *
 * <p>TLP 1 {@code white} is TLP 2 {@code clear}; TLP 1 {@code amber} is TLP 2 {@code amber}.
 */
public enum Tlp {
    CLEAR("clear"),
    GREEN("green"),
    AMBER("amber"),
    AMBER_STRICT("amber+strict"),
    RED("red");

    private final String text;

    Tlp(String text) {
        this.text = text;
    }

    /** As a person writes it: {@code clear}, {@code green}, {@code amber}, {@code amber+strict}, {@code red}. */
    public String text() {
        return text;
    }

    /** The level that {@code text} names, {@code white} included, in any letter case. */
    public static Optional<Tlp> parse(String text) {
        if (text.equalsIgnoreCase("white")) {
            return Optional.of(CLEAR);
        }
        for (Tlp level : values()) {
            if (level.text.equalsIgnoreCase(text)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /** The level that a standard marking definition of TLP 1 or TLP 2 stands for, or empty for any other. */
    public static Optional<Tlp> of(StixId markingDefinition) {
        Tlp level = switch (markingDefinition.value()) {
            case "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9",
                    "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487" -> CLEAR;
            case "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da",
                    "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb" -> GREEN;
            case "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82",
                    "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421" -> AMBER;
            case "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003" -> AMBER_STRICT;
            case "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed",
                    "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1" -> RED;
            default -> null;
        };
        return Optional.ofNullable(level);
    }

    /** The strictest of the levels there are; empty if there is none. */
    static Optional<Tlp> strictest(Optional<Tlp> one, Optional<Tlp> other) {
        return one.map(level -> level.stricter(other.orElse(level))).or(() -> other);
    }

    /**
     * The strictest level among the markings of an object or of any part of it; empty if none of them is of TLP.
     *
     * <p>STIX does not define how several markings combine (S-131). The choice here is the safe one: an object goes
     * only where its strictest part may go.
     *
     * @param levels the level of a marking definition, {@link Tlp#of} or one that knows further definitions
     */
    public static Optional<Tlp> strictest(
            List<StixId> objectMarkingRefs,
            List<GranularMarking> granularMarkings,
            Function<StixId, Optional<Tlp>> levels) {
        Optional<Tlp> strictest = Optional.empty();
        for (StixId marking : objectMarkingRefs) {
            strictest = strictest(strictest, levels.apply(marking));
        }
        for (GranularMarking marking : granularMarkings) {
            strictest = strictest(strictest, marking.markingRef().flatMap(levels));
        }
        return strictest;
    }

    /** Whether content at this level may go where {@code ceiling} is the strictest level allowed. */
    public boolean isWithin(Tlp ceiling) {
        return compareTo(ceiling) <= 0;
    }

    /** The stricter of the two. */
    public Tlp stricter(Tlp other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
