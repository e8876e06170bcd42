package io.tidings.stix.content;

import io.tidings.stix.bytes.ByteSlice;
import java.io.IOException;
import java.util.Optional;

/** Where the bytes behind the parser's positions are found again. */
interface Source {
    /** An element begins at {@code position}: its bytes will be asked for, those before it no longer. */
    void keepFrom(long position);

    /** The element that began where {@link #keepFrom} said is done with. */
    void release();

    /** The bytes of a range, or empty where there were too many to keep. */
    Optional<ByteSlice> slice(long from, long to);

    /**
     * Checks that what there is of the text so far is Unicode.
     *
     * @throws NotUnicodeException if it is not
     */
    void check() throws IOException;

    /** As {@link #check()}, to the very end. */
    void checkEnd() throws IOException;
}
