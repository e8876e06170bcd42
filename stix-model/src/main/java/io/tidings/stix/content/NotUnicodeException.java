package io.tidings.stix.content;

import java.io.IOException;

/** The text is not UTF-8, or escapes half a character. An IOException, to pass through the parser that reads. */
final class NotUnicodeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final long position;

    NotUnicodeException(String reason, long position) {
        super(reason);
        this.reason = reason;
        this.position = position;
    }

    String reason() {
        return reason;
    }

    long position() {
        return position;
    }
}
