package io.tidings.taxii.server.http;

import java.util.Optional;

/**
 * The request headers that decide something. Several of one name are joined by commas.
 *
 * @param contentLength as declared; absent on chunked bodies
 */
public record RequestHeaders(
        Optional<String> accept,
        Optional<String> contentType,
        Optional<String> contentEncoding,
        Optional<Long> contentLength,
        Optional<String> userAgent) {}
