package io.tidings.stix.content;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.object.StixObject;
import java.util.Optional;

/** One element of the {@code objects} list of an envelope or bundle. */
public sealed interface Element {
    /** An object whose head could be read. */
    record Sound(StixObject object) implements Element {}

    /**
     * JSON that is no STIX object a node can hold: not an object, without a fitting {@code id} and {@code type},
     * with a head property of another form, or beyond a bound. Its neighbours are unharmed.
     *
     * @param bytes as received; empty where they were too long to keep
     * @param id the text of its {@code id}, where it has one
     * @param version the text of its {@code modified} or {@code created}, where it has one
     * @param reason the rule and what would be right, in words for the sender
     */
    record Faulty(ByteSlice bytes, Optional<String> id, Optional<String> version, String reason) implements Element {}
}
