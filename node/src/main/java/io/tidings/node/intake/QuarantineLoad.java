package io.tidings.node.intake;

import java.time.Instant;
import java.util.Optional;

/**
 * What is kept aside.
 *
 * @param oldest when the oldest of it came; empty if there is nothing
 */
public record QuarantineLoad(long objects, long bytes, Optional<Instant> oldest) {}
