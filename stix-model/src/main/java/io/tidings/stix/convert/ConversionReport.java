package io.tidings.stix.convert;

import io.tidings.stix.convert.Remark.Kind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a conversion read, made, and could not carry over.
 *
 * @param read lines, rows, events or objects, whichever the input has
 * @param made how many objects of each type were given, by type name
 * @param repeated how many were not given because the same had been given shortly before
 * @param counts how many remarks of each kind there were, listed or not
 * @param remarks in the order of the input; the first ones where there are too many
 */
public record ConversionReport(
        long read, Map<String, Long> made, long repeated, Map<Kind, Long> counts, List<Remark> remarks) {
    public ConversionReport {
        made = Collections.unmodifiableMap(new TreeMap<>(made));
        EnumMap<Kind, Long> copy = new EnumMap<>(Kind.class);
        copy.putAll(counts);
        counts = Collections.unmodifiableMap(copy);
        remarks = List.copyOf(remarks);
    }

    /** Of all types together. */
    public long objects() {
        return made.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many remarks of that kind there were. */
    public long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** How many remarks there were beyond those listed. */
    public long unlisted() {
        return counts.values().stream().mapToLong(Long::longValue).sum() - remarks.size();
    }
}
