package io.tidings.node.store;

import java.util.UUID;

/**
 * Entries that came to a collection together.
 *
 * @param first {@code date_added} of the first of them that is there, microseconds since 1970; {@code last} of the last
 * @param entries how many there are
 */
public record Arrival(UUID collection, long first, long last, long entries, Receipt receipt) {}
