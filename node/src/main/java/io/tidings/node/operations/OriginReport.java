package io.tidings.node.operations;

import java.util.Optional;

/**
 * Someone who gave content. Times are RFC 3339 text.
 *
 * @param name {@code peer:bank-b}, {@code client:misp}, {@code operator}
 * @param encryptedSince since when what it gives is encrypted
 * @param destroyedAt when what it had given until then was destroyed
 */
public record OriginReport(String name, Optional<String> encryptedSince, Optional<String> destroyedAt) {}
