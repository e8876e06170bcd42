package io.tidings.stix.identifier;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * New identifiers by chance, UUIDv4, as SDOs, SROs and SMOs SHOULD have (STIX 2.1 §2.9, S-012).
 *
 * <p>As safe for use by several threads as the generator given. Identifiers that must not be guessed or collide
 * need a {@link java.security.SecureRandom}.
 */
public final class RandomIdentifiers {
    private final RandomGenerator random;

    public RandomIdentifiers(RandomGenerator random) {
        this.random = random;
    }

    /** @throws IllegalArgumentException if {@code type} is no object type's name */
    public StixId next(String type) {
        long most = random.nextLong() & ~0xf000L | 0x4000L;
        long least = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new StixId(type + "--" + new UUID(most, least));
    }
}
