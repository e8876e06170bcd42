package io.tidings.taxii.client.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Optional;

/**
 * One request.
 *
 * @param maxReplyBytes of the reply's body, after decompression
 * @param contentType of the body, if there is one
 */
public record HttpCall(HttpMethod method, URI url, Optional<Buffer> body, long maxReplyBytes, String contentType) {
    /** One whose body is TAXII content. */
    public HttpCall(HttpMethod method, URI url, Optional<Buffer> body, long maxReplyBytes) {
        this(method, url, body, maxReplyBytes, TaxiiMediaType.TAXII_2_1);
    }

    HttpCall at(URI other) {
        return new HttpCall(method, other, body, maxReplyBytes, contentType);
    }
}
