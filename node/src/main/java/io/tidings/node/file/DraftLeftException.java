package io.tidings.node.file;

import java.io.IOException;
import java.nio.file.Path;

/** A draft could not be written to its end, and what was written of it could not be removed. */
public final class DraftLeftException extends IOException {
    private static final long serialVersionUID = 1L;

    DraftLeftException(Path draft, Exception failed, IOException left) {
        super(
                failed.getMessage() + "; what was written of it could not be removed from " + draft + " ("
                        + left.getMessage() + ")",
                failed);
        addSuppressed(left);
    }
}
