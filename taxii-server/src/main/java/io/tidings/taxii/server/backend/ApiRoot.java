package io.tidings.taxii.server.backend;

import java.util.Optional;

/**
 * The API root resource (TAXII 2.1 §4.2.1).
 *
 * @param maxContentLength largest request body in bytes, after expansion where it comes compressed; at least 1
 */
public record ApiRoot(String title, Optional<String> description, long maxContentLength) {
    public ApiRoot {
        if (maxContentLength < 1) {
            throw new IllegalArgumentException("max_content_length is positive (T-105): " + maxContentLength);
        }
    }
}
