package io.tidings.taxii.client.failure;

import java.net.URI;

/** No connection came about: no such host, nobody listening, or the handshake broke off. */
public final class UnreachableException extends TaxiiClientException {
    private static final long serialVersionUID = 1L;

    /** @param hint what else it may mean, to be appended to the message */
    public UnreachableException(URI url, Throwable cause, String hint) {
        super(url, "no connection to the server: " + quoted(String.valueOf(cause.getMessage())) + hint, cause);
    }

    @Override
    public boolean mayPass() {
        return true;
    }
}
