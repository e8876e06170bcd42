package io.tidings.taxii.client.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Optional;

/**
 * One request.
 *
 * @param maxReplyBytes of the reply's body, after decompression
 */
public record HttpCall(HttpMethod method, URI url, Optional<Buffer> body, long maxReplyBytes) {
    HttpCall at(URI other) {
        return new HttpCall(method, other, body, maxReplyBytes);
    }
}
