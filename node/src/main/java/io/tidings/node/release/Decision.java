package io.tidings.node.release;

/** Whether one principal gets one entry, and why not. */
public sealed interface Decision {
    /** It does. */
    record Given() implements Decision {}

    /** It does not, and must not learn that the entry exists (I-5). {@code explanation} is for the operator only. */
    record Withheld(Rule rule, String explanation) implements Decision {}

    default boolean isGiven() {
        return this instanceof Given;
    }

    /** The rules that withhold, in the order in which they are asked. */
    enum Rule {
        RECALLED("recalled"),
        TYPE("type"),
        MARKING("marking"),
        LABEL("label"),
        TIME_RANGE("time-range"),
        ONWARD_AGREEMENT("onward-agreement"),
        ONWARD_MARKING("onward-marking");

        private final String text;

        Rule(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
