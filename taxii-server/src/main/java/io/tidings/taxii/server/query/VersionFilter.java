package io.tidings.taxii.server.query;

import io.tidings.stix.time.StixTimestamp;
import java.util.Set;

/**
 * {@code match[version]} (TAXII 2.1 §3.4.1): the united selection of whatever is set.
 *
 * @param all every version; then nothing else is set (T-071)
 * @param exact versions by their time, compared as instants
 */
public record VersionFilter(boolean all, boolean first, boolean last, Set<StixTimestamp> exact) {
    /** What is meant where the parameter is absent, except on DELETE and in the list of versions. */
    public static final VersionFilter LAST = new VersionFilter(false, false, true, Set.of());

    public static final VersionFilter ALL = new VersionFilter(true, false, false, Set.of());

    public VersionFilter {
        exact = Set.copyOf(exact);
    }

    /** Whether only exact versions are asked for; an id that exists without them is then not found. */
    public boolean isExactOnly() {
        return !all && !first && !last;
    }
}
