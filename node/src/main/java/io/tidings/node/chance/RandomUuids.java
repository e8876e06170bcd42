package io.tidings.node.chance;

import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Version 4 UUIDs (RFC 4122 §4.4) from a source of chance that is passed in. As safe for threads as that source. */
public record RandomUuids(RandomGenerator random) implements Supplier<UUID> {
    private static final long VERSION_BITS = 0xf000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_BITS = 0xc000_0000_0000_0000L;
    private static final long RFC_4122 = 0x8000_0000_0000_0000L;

    @Override
    public UUID get() {
        return new UUID(random.nextLong() & ~VERSION_BITS | VERSION_4, random.nextLong() & ~VARIANT_BITS | RFC_4122);
    }
}
