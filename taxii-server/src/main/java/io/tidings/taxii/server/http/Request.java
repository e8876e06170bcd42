package io.tidings.taxii.server.http;

import io.tidings.taxii.server.backend.Credentials;
import java.util.Optional;

/**
 * A request without its body.
 *
 * @param id identifies it in the log and in errors
 * @param method in capitals
 * @param rawQuery still encoded; empty text without one
 * @param baseUrl scheme and host under which clients reach this server, without a slash at the end; empty text if not
 *     known
 * @param credentials absent if they are malformed
 */
public record Request(
        String id,
        String method,
        Target target,
        String rawQuery,
        RequestHeaders headers,
        String baseUrl,
        Optional<Credentials> credentials) {}
