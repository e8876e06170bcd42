package io.tidings.taxii.client.failure;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A reply came whole, but is not what TAXII 2.1 says it is. */
public final class MalformedReplyException extends TaxiiClientException {
    private static final long serialVersionUID = 1L;

    private final long position;

    /** @param position of the byte at which reading stopped, from 0, or -1 where it has no place */
    public MalformedReplyException(URI url, String detail, long position, @Nullable Throwable cause) {
        super(
                url,
                "the reply cannot be read: " + quoted(detail) + (position < 0 ? "" : ", at byte " + position),
                cause);
        this.position = position;
    }

    /** Of the byte at which reading stopped, from 0; -1 where it has no place. */
    public long position() {
        return position;
    }
}
