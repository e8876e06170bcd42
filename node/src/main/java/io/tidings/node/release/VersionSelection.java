package io.tidings.node.release;

import io.tidings.node.store.Entry;
import io.tidings.stix.object.SpecVersion;
import io.tidings.taxii.server.query.VersionFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which versions of one object a request means: steps 2 and 4 of §5.4 of the TAXII digest (T-060 to T-072). */
final class VersionSelection {
    private static final Comparator<Entry> BY_VERSION =
            Comparator.comparing(entry -> entry.head().version());

    private VersionSelection() {}

    /** @param visible the versions of one object that the principal may see */
    static List<Entry> select(List<Entry> visible, Optional<Set<SpecVersion>> specVersions, VersionFilter filter) {
        return ofAnySpecVersion(ofSpecVersions(visible, specVersions), filter);
    }

    /** The same without regard to spec versions. */
    static List<Entry> ofAnySpecVersion(List<Entry> candidates, VersionFilter filter) {
        if (candidates.isEmpty() || filter.all()) {
            return candidates;
        }
        Entry first = candidates.stream().min(BY_VERSION).orElseThrow();
        Entry last = candidates.stream().max(BY_VERSION).orElseThrow();
        List<Entry> selected = new ArrayList<>();
        for (Entry entry : candidates) {
            if (filter.first() && entry.added() == first.added()
                    || filter.last() && entry.added() == last.added()
                    || filter.exact().contains(entry.head().version())) {
                selected.add(entry);
            }
        }
        return selected;
    }

    private static List<Entry> ofSpecVersions(List<Entry> visible, Optional<Set<SpecVersion>> specVersions) {
        if (specVersions.isPresent()) {
            return visible.stream()
                    .filter(entry -> specVersions.get().contains(entry.head().specVersion()))
                    .toList();
        }
        Optional<SpecVersion> newest =
                visible.stream().map(entry -> entry.head().specVersion()).max(Comparator.naturalOrder());
        return visible.stream()
                .filter(entry -> entry.head().specVersion().equals(newest.orElseThrow()))
                .toList();
    }
}
