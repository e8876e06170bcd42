package io.tidings.taxii.client.repair;

import io.tidings.taxii.client.follow.Cursor;
import io.tidings.taxii.client.manifest.ManifestRecord;
import java.util.List;

/**
 * What comparing a manifest brought.
 *
 * @param compared entries of the manifest
 * @param missing of them that were not held here
 * @param fetched of the missing ones, handed over
 * @param unavailable the first 1,000 of those that the server lists but did not give
 * @param cursor from which to follow on: everything up to it was compared
 */
public record ComparisonOutcome(
        long compared, long missing, long fetched, List<ManifestRecord> unavailable, Cursor cursor) {
    public ComparisonOutcome {
        unavailable = List.copyOf(unavailable);
    }
}
