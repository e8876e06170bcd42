package io.tidings.taxii.client.failure;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A request that did not give what was asked for. The message says what, where, and by which rule. */
public abstract class TaxiiClientException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_DETAIL = 500;

    private final URI url;

    TaxiiClientException(URI url, String what, @Nullable Throwable cause) {
        super(what + " (" + shown(url) + ")", cause);
        this.url = url;
    }

    /** What was asked for, query included. */
    public URI url() {
        return url;
    }

    /** Whether the same request, sent again later, may well succeed. */
    public boolean mayPass() {
        return false;
    }

    // The query stays out of messages: cursors are long, and a server may have hidden anything in them.
    private static String shown(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }

    /** Text from outside, fit for a log: one line of at most 500 characters. */
    static String quoted(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_DETAIL)
                .forEach(c -> line.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c));
        return line.append(text.codePointCount(0, text.length()) > LONGEST_DETAIL ? "…" : "")
                .toString();
    }
}
