package io.tidings.node.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Someone who gave content: to whom it can be traced, and with whose key it is encrypted.
 *
 * @param name as {@link Receipt#source}
 * @param encryptedSince since when what it gives is encrypted; absent if nothing of it is
 * @param destroyedAt when what it had given was destroyed; it may have given more since
 */
public record Origin(String name, Optional<Instant> encryptedSince, Optional<Instant> destroyedAt) {}
