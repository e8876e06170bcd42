package io.tidings.taxii.client.failure;

import java.net.URI;

/** A reply is, or says it will be, larger than the configured bound; it was cut off there. */
public final class ReplyTooLargeException extends TaxiiClientException {
    private static final long serialVersionUID = 1L;

    private final long maxBytes;

    public ReplyTooLargeException(URI url, long maxBytes) {
        super(
                url,
                "the reply is larger than " + maxBytes + " bytes after decompression; ask for smaller pages (limit),"
                        + " or raise the bound if the server is trusted",
                null);
        this.maxBytes = maxBytes;
    }

    public long maxBytes() {
        return maxBytes;
    }
}
