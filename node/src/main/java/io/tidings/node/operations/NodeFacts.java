package io.tidings.node.operations;

import java.util.Optional;

/**
 * What a node can say of itself. Times are RFC 3339 text.
 *
 * @param startedAt absent where no node runs
 * @param rootUrl of the API root for clients, ends in {@code /}
 */
public record NodeFacts(
        String organisation,
        Optional<String> startedAt,
        Optional<String> discoveryUrl,
        Optional<String> peerUrl,
        String rootUrl,
        String fingerprint,
        String certificateExpires) {}
