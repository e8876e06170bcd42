package io.tidings.node.release;

import io.tidings.stix.identifier.StixId;
import java.util.Set;

/** Whether one principal gets one entry, and why not. */
public sealed interface Decision {
    /** It does. */
    record Given() implements Decision {}

    /**
     * It does, but for the parts that some of its granular markings mark.
     *
     * @param markings those that go beyond what the principal may get
     */
    record Stripped(Set<StixId> markings, String explanation) implements Decision {
        public Stripped {
            markings = Set.copyOf(markings);
        }
    }

    /** It does not, and must not learn that the entry exists (I-5). {@code explanation} is for the operator only. */
    record Withheld(Rule rule, String explanation) implements Decision {}

    default boolean isGiven() {
        return !(this instanceof Withheld);
    }

    /** The rules that withhold, in the order in which they are asked. */
    enum Rule {
        CUT_OFF("cut-off"),
        AGREEMENT("agreement"),
        COLLECTION("collection"),
        DIRECTED("directed"),
        RECALLED("recalled"),
        TYPE("type"),
        MARKING("marking"),
        STATEMENT("statement"),
        OTHER_MARKING("other-marking"),
        LABEL("label"),
        TIME_RANGE("time-range"),
        ONWARD_AGREEMENT("onward-agreement"),
        ONWARD_MARKING("onward-marking"),
        /** For today. */
        QUOTA("quota");

        private final String text;

        Rule(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
