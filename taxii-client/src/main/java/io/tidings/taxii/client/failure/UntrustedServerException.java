package io.tidings.taxii.client.failure;

import java.net.URI;

/** TLS failed on trust or identity: the server showed a certificate that is not accepted, or refused ours. */
public final class UntrustedServerException extends TaxiiClientException {
    private static final long serialVersionUID = 1L;

    public UntrustedServerException(URI url, String detail, Throwable cause) {
        super(url, "the TLS handshake was refused: " + quoted(detail), cause);
    }
}
