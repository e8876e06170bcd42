package io.tidings.stix.pattern.syntax;

/** What joins expressions, from the loosest to the tightest (STIX 2.1 §9.5, §9.6). */
public enum Junction {
    /** Between observation expressions only. */
    FOLLOWEDBY,
    OR,
    AND
}
