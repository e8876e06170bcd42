package io.tidings.taxii.client.failure;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The connection ended before the reply did, or what came was no HTTP. */
public final class BrokenReplyException extends TaxiiClientException {
    private static final long serialVersionUID = 1L;

    public BrokenReplyException(URI url, @Nullable Throwable cause) {
        super(
                url,
                "the reply broke off: " + quoted(cause == null ? "connection closed" : String.valueOf(cause)),
                cause);
    }

    @Override
    public boolean mayPass() {
        return true;
    }
}
