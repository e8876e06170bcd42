package io.tidings.stix.content;

import io.tidings.stix.bytes.ByteSlice;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where the bytes behind positions in the text are found. */
interface Source extends Closeable {
    /** An element begins at {@code position}: its bytes will be asked for, those before it no longer. */
    void keepFrom(long position);

    /** The element that began where {@link #keepFrom} said is done with. */
    void release();

    /** The bytes of a range, or empty where there were too many to keep. */
    Optional<ByteSlice> slice(long from, long to);

    /** What is held of the text, at {@link #index} to {@link #limit}; another array after each {@link #readOn}. */
    byte[] held();

    /** Where the byte at {@code position} stands in {@link #held}; it must not have been given up. */
    int index(long position);

    /** The index in {@link #held} behind the last byte. */
    int limit();

    /**
     * Takes in more of the text, from where the last reader stopped.
     *
     * @return false if there is no more, or no more than an element of the greatest length could be kept
     */
    boolean readOn() throws IOException;

    /** The rest of the text from {@code position}, which must not have been given up. */
    InputStream from(long position);

    /**
     * Checks that what there is of the text so far is Unicode.
     *
     * @throws NotUnicodeException if it is not
     */
    void check() throws IOException;

    /** As {@link #check()}, to the very end. */
    void checkEnd() throws IOException;
}
