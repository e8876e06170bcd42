package io.tidings.stix.table;

import java.util.List;

/** What several properties of one object have to be together. */
public sealed interface Constraint {
    /**
     * A constraint as a table states it.
     *
     * @param rule of the rules digest, such as {@code S-056}
     * @param mandatory whether it is a MUST, else a SHOULD
     */
    record Stated(String rule, boolean mandatory, Constraint constraint) {}

    /** @param alternatives at least one of these; properties in one inner list count together only */
    record AtLeastOne(List<List<String>> alternatives) implements Constraint {
        public AtLeastOne {
            alternatives = alternatives.stream().map(List::copyOf).toList();
        }
    }

    record ExactlyOne(List<String> properties) implements Constraint {
        public ExactlyOne {
            properties = List.copyOf(properties);
        }
    }

    /**
     * Of two timestamps, where both are present.
     *
     * @param strictly whether they may not be equal
     */
    record Order(String earlier, String later, boolean strictly) implements Constraint {}

    /** @param then all of these hold, where {@code when} does */
    record Implication(Condition when, List<Condition> then) implements Constraint {
        public Implication {
            then = List.copyOf(then);
        }
    }

    /**
     * At least one property that is neither common nor listed.
     *
     * @param besides properties that do not count
     * @param orExtension whether an extension counts too
     */
    record OwnProperty(List<String> besides, boolean orExtension) implements Constraint {
        public OwnProperty {
            besides = List.copyOf(besides);
        }
    }

    /** Among the references of a list, where it is present, at least one to an object of a class. */
    record ContainsClass(String property, ObjectClass objectClass) implements Constraint {}

    /** @param properties none of which refers to the object itself */
    record NotItself(List<String> properties) implements Constraint {
        public NotItself {
            properties = List.copyOf(properties);
        }
    }
}
