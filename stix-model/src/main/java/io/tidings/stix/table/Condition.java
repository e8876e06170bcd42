package io.tidings.stix.table;

/**
 * A statement about one property.
 *
 * @param value the term to be listed, for {@link Test#LISTS}; empty otherwise
 */
public record Condition(String property, Test test, String value) {
    public enum Test {
        PRESENT,
        ABSENT,
        TRUE,
        FALSE,
        /** Is a list that contains a term. */
        LISTS
    }

    /** In words: {@code "is_multipart" is true}. */
    @Override
    public String toString() {
        return "\"" + property + "\" "
                + switch (test) {
                    case PRESENT -> "is present";
                    case ABSENT -> "is absent";
                    case TRUE -> "is true";
                    case FALSE -> "is false";
                    case LISTS -> "lists \"" + value + "\"";
                };
    }
}
