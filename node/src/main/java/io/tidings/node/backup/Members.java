package io.tidings.node.backup;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The members of a backup, wherever they are read from. One is read at a time. */
interface Members extends Closeable {
    /** Of all, the manifest included. */
    Set<String> names();

    /** The manifest, as it was written. */
    byte[] manifest() throws IOException;

    /** What a member holds; quickest in the order in which they were written. */
    InputStream open(String name) throws IOException;
}
