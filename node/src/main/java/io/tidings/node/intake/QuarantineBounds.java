package io.tidings.node.intake;

import java.time.Duration;

/** How much is kept aside of one source: {@code objects}, {@code bytes} of them, each for {@code age}. */
public record QuarantineBounds(int objects, long bytes, Duration age) {}
