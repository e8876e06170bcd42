package io.tidings.node.api.client;

import java.io.IOException;

/** What was to be sent could not be read; the connection is not to blame. */
final class UnreadableContentException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableContentException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
