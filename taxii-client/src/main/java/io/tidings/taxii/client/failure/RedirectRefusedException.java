package io.tidings.taxii.client.failure;

import java.net.URI;

/** A redirect that is not followed: it leaves the server, would carry a body, or is one too many. */
public final class RedirectRefusedException extends TaxiiClientException {
    private static final long serialVersionUID = 1L;

    private final String location;

    public RedirectRefusedException(URI url, int status, String location, String reason) {
        super(url, "redirect " + status + " to " + quoted(location) + " not followed: " + reason, null);
        this.location = location;
    }

    /** The {@code Location} as sent; empty if there was none. */
    public String location() {
        return location;
    }
}
