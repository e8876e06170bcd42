package io.tidings.node.store;

import java.util.UUID;

/**
 * The trace of an entry that was removed.
 *
 * @param added {@code date_added} that it had, microseconds since 1970
 * @param versionKey of its version, as {@code StixTimestamp.sortKey}
 * @param source who had given it first, as {@link Receipt#source}
 */
public record RemovedEntry(UUID collection, long added, String versionKey, String source) {}
