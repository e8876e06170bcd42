package io.tidings.taxii.client.failure;

import java.net.URI;

/** A reply of a media type that is no TAXII 2.1, often a login page or another version of TAXII. */
public final class WrongMediaTypeException extends TaxiiClientException {
    private static final long serialVersionUID = 1L;

    private final String mediaType;

    public WrongMediaTypeException(URI url, String mediaType) {
        super(
                url,
                "the reply is of type " + quoted(mediaType)
                        + ", expected application/taxii+json;version=2.1 (TAXII 2.1 §3.1); is this a TAXII 2.1 URL?",
                null);
        this.mediaType = mediaType;
    }

    /** The {@code Content-Type} as sent. */
    public String mediaType() {
        return mediaType;
    }
}
