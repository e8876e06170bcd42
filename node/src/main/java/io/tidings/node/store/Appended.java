package io.tidings.node.store;

/** What became of one object version offered to a log. */
public sealed interface Appended {
    /** A new entry at {@code added}, microseconds since 1970. */
    record Stored(long added) implements Appended {}

    /** The log held this version with the same content. */
    record AlreadyHeld(long added) implements Appended {}

    /**
     * The log holds other content under the same id and version; the first stays.
     *
     * @param versioned false for an object without versions, such as an SCO: then it is no error
     */
    record Conflict(long added, boolean versioned) implements Appended {}

    /**
     * The object is held already, in this or another collection, and {@link Append#authority} refused this further
     * version of it (I-6). Nothing was stored.
     *
     * @param heldSource who gave the version held first, as {@link Receipt#source}
     */
    record NotAuthorised(String heldSource) implements Appended {}
}
