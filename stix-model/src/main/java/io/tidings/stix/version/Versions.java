package io.tidings.stix.version;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.time.StixTimestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Selection among the versions of objects, in the order of §5.4 of the TAXII digest: specification version first,
 * then version. Filters on {@code date_added} and on properties come after, or an outdated version would pass for
 * the last.
 *
 * <p>The items are whatever carries a {@link Head}; they come back in the order given.
 */
public final class Versions {
    private Versions() {}

    /**
     * Of each identifier the items of the wanted specification versions; if none is wanted in particular, those of
     * the newest there is of that identifier (T-061).
     *
     * @param wanted empty if the request names none
     */
    public static <T> List<T> ofSpecification(List<T> items, Function<T, Head> head, Set<SpecVersion> wanted) {
        if (!wanted.isEmpty()) {
            return items.stream()
                    .filter(item -> wanted.contains(head.apply(item).specVersion()))
                    .toList();
        }
        Map<StixId, SpecVersion> newest = new HashMap<>();
        for (T item : items) {
            newest.merge(head.apply(item).id(), head.apply(item).specVersion(), Versions::later);
        }
        return items.stream()
                .filter(item -> head.apply(item)
                        .specVersion()
                        .equals(newest.get(head.apply(item).id())))
                .toList();
    }

    /**
     * Of each identifier the items at the versions that {@code selector} names. An object without {@code modified}
     * has the version of its {@code created}, one without both {@link StixTimestamp#EPOCH}.
     */
    public static <T> List<T> select(List<T> items, Function<T, Head> head, VersionSelector selector) {
        if (selector.all()) {
            return List.copyOf(items);
        }
        Map<StixId, Range> ranges = new HashMap<>();
        for (T item : items) {
            StixTimestamp version = head.apply(item).version();
            ranges.merge(head.apply(item).id(), new Range(version, version), Range::unite);
        }
        List<T> selected = new ArrayList<>();
        for (T item : items) {
            StixTimestamp version = head.apply(item).version();
            Range range = ranges.getOrDefault(head.apply(item).id(), new Range(version, version));
            if (selector.first() && version.equals(range.first())
                    || selector.last() && version.equals(range.last())
                    || selector.instants().contains(version)) {
                selected.add(item);
            }
        }
        return selected;
    }

    /** Both steps: specification version, then version. */
    public static <T> List<T> select(
            List<T> items, Function<T, Head> head, Set<SpecVersion> wanted, VersionSelector selector) {
        return select(ofSpecification(items, head, wanted), head, selector);
    }

    private record Range(StixTimestamp first, StixTimestamp last) {
        Range unite(Range other) {
            return new Range(
                    first.compareTo(other.first) <= 0 ? first : other.first,
                    last.compareTo(other.last) >= 0 ? last : other.last);
        }
    }

    private static SpecVersion later(SpecVersion one, SpecVersion other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
