package io.tidings.stix.pattern.syntax;

/**
 * Where a part of a pattern stands in its text, in UTF-16 units from 0. All places are equal to each other, so that
 * two trees are equal when they mean the same, however they were spaced.
 *
 * @param end the first unit after it
 */
public record Place(int start, int end) {
    /** Of a tree that was built, not parsed. */
    public static Place none() {
        return new Place(0, 0);
    }

    Place to(Place last) {
        return new Place(start, last.end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
