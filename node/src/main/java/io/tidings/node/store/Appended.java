package io.tidings.node.store;

import java.util.Optional;

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
     * {@link Append#authority} refused this version of the object (I-6). Nothing was stored.
     *
     * @param heldSource who gave the version held first, in this or another collection, as {@link Receipt#source}
     */
    record NotAuthorised(Optional<String> heldSource) implements Appended {}
}
