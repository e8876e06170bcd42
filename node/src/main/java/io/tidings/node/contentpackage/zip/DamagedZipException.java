package io.tidings.node.contentpackage.zip;

import java.io.IOException;

/** A file that is no ZIP in the form that content packages have. The message says where and what. */
public final class DamagedZipException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean cut;

    DamagedZipException(String message) {
        this(message, false);
    }

    DamagedZipException(String message, boolean cut) {
        super(message);
        this.cut = cut;
    }

    /** Whether the file merely ends before it should. */
    public boolean isCut() {
        return cut;
    }
}
