package io.tidings.stix.pattern.syntax;

/** What compares a property with a constant (STIX 2.1 §9.6.1). */
public enum ComparisonOperator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    GREATER(">"),
    LESS_OR_EQUAL("<="),
    GREATER_OR_EQUAL(">="),
    /** Equal to one member of a set. */
    IN("IN"),
    /** Whole string with wildcards {@code %} and {@code _}. */
    LIKE("LIKE"),
    /** Regular expression, searched for. */
    MATCHES("MATCHES"),
    /** Address or network inside another. */
    ISSUBSET("ISSUBSET"),
    /** Network around an address or another network. */
    ISSUPERSET("ISSUPERSET");

    private final String symbol;

    ComparisonOperator(String symbol) {
        this.symbol = symbol;
    }

    /** As it is written in a pattern. */
    public String symbol() {
        return symbol;
    }

    /** {@code <}, {@code >}, {@code <=} or {@code >=}. */
    public boolean isOrder() {
        return this == LESS || this == GREATER || this == LESS_OR_EQUAL || this == GREATER_OR_EQUAL;
    }

    /** Takes a string constant and nothing else. */
    public boolean takesString() {
        return this == LIKE || this == MATCHES || this == ISSUBSET || this == ISSUPERSET;
    }
}
