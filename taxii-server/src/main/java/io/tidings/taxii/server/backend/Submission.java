package io.tidings.taxii.server.backend;

import java.io.IOException;
import java.io.InputStream;

/**
 * The body of an Add Objects request, already received in full, expanded and within the bound.
 *
 * <p>Small bodies are in memory, large ones in a temporary file, which is gone after the call.
 */
public interface Submission {
    /** Bytes after expansion. */
    long length();

    /** The body from its beginning; may be opened more than once. */
    InputStream open() throws IOException;

    /** Identifies the request in the log. */
    String requestId();
}
