package io.tidings.stix.content;

/**
 * How much content may ask of its reader; an object past any of these is refused, and only that object.
 *
 * <p>Beyond fixed limits the whole text is refused, however these are set: 10,000 levels, 16 Mi characters in a
 * string of the head, 65,536 in a name or number. Strings the reader passes over are bounded by the object's length.
 *
 * @param maxObjectBytes of one object as received
 * @param maxDepth of arrays and objects inside each other, counted from the object's own braces
 * @param maxStringLength of one string of the head (of a list, of each), in characters
 * @param maxNameLength of one property name, in characters
 * @param maxNumberLength of one number as written, in characters
 */
public record ContentBounds(
        int maxObjectBytes, int maxDepth, int maxStringLength, int maxNameLength, int maxNumberLength) {

    /** 16 MiB an object, 64 levels, 16 Mi characters a string, 1,000 a name, 100 a number. */
    public static ContentBounds standard() {
        return new ContentBounds(16 << 20, 64, 16 << 20, 1_000, 100);
    }

    /** @throws IllegalArgumentException if a bound is not positive */
    public ContentBounds {
        if (maxObjectBytes < 1 || maxDepth < 1 || maxStringLength < 1 || maxNameLength < 1 || maxNumberLength < 1) {
            throw new IllegalArgumentException("a bound on content must be positive");
        }
    }
}
