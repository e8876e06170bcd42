package io.tidings.node.store;

import java.time.Instant;
import java.util.Optional;

/**
 * One arrival of content: the first part of a provenance record.
 *
 * @param source who gave it: {@code peer:bank-b}, {@code client:misp}, {@code operator}
 * @param channel by which road: {@code taxii-post}, {@code follow}, {@code publish}
 * @param agreement version of the agreement in force, as {@code sha256:…}
 * @param origin where it lay at the source: API root and collection, or the file's name
 * @param requestId the request it came with, for the log
 */
public record Receipt(
        String source,
        String channel,
        Instant at,
        Optional<String> agreement,
        Optional<String> origin,
        String requestId) {}
