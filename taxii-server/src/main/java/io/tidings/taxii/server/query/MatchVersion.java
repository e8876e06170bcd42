package io.tidings.taxii.server.query;

import io.tidings.stix.time.StixTimestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the values of {@code match[version]} (TAXII 2.1 §3.4.1). */
final class MatchVersion {
    private MatchVersion() {}

    static VersionFilter parse(List<String> values) {
        Set<String> keywords = new HashSet<>();
        Set<StixTimestamp> exact = new HashSet<>();
        for (String value : values) {
            boolean fresh = isKeyword(value) ? keywords.add(value) : exact.add(timestamp(value));
            if (!fresh) {
                throw new BadQueryException("match[version] names " + value + " twice (TAXII 2.1 §3.4.1)");
            }
        }
        boolean all = keywords.contains("all");
        if (all && values.size() > 1) {
            throw new BadQueryException("match[version]: 'all' cannot be combined with other versions");
        }
        return new VersionFilter(all, keywords.contains("first"), keywords.contains("last"), exact);
    }

    private static boolean isKeyword(String value) {
        return value.equals("first") || value.equals("last") || value.equals("all");
    }

    private static StixTimestamp timestamp(String value) {
        return StixTimestamp.parse(value)
                .orElseThrow(
                        () -> new BadQueryException("match[version] is first, last, all or the exact modified time of "
                                + "a version, such as 2016-11-03T12:30:59.000Z"));
    }
}
