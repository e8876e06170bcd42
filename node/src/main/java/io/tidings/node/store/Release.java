package io.tidings.node.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One page given out.
 *
 * <p>Keeps the entries as runs of stamps, so that "who got this object?" is exact without evaluating old rules again,
 * at the cost of a row a page: the entries of one commit have consecutive stamps.
 *
 * @param principal as {@link Receipt#source}
 * @param channel by which road: {@code taxii}, {@code taxii-manifest}
 * @param query what was asked for, as text
 * @param rules version of the agreements in force, as {@code sha256:…}
 * @param runs the entries given out, ascending
 * @param count of entries in all runs
 */
public record Release(
        String principal,
        String channel,
        Instant at,
        UUID collection,
        String query,
        String rules,
        List<Run> runs,
        int count) {
    public Release {
        runs = List.copyOf(runs);
    }

    /** Entries at {@code first}, {@code first + 1}, … {@code last}, microseconds since 1970. */
    public record Run(long first, long last) {}
}
