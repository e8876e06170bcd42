package io.tidings.node.agreement;

import io.tidings.node.seal.PublicSealKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A key with which an organisation seals what it shares.
 *
 * @param from when it began to be used
 * @param until when it was followed by another
 * @param revoked when it was no longer its owner's alone; what was sealed with it counts only if it was seen before
 */
public record SignerKey(PublicSealKey key, Instant from, Optional<Instant> until, Optional<Instant> revoked) {}
