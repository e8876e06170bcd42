package io.tidings.taxii.server.filter;

import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.Head;
import io.tidings.taxii.server.query.BadQueryException;
import io.tidings.taxii.server.query.PropertyFilter;
import io.tidings.taxii.server.query.PropertyFilters;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every optional filter of the interoperability document. Thread-safe. */
public final class InteropFilters implements PropertyFilters {
    private static final Set<String> OF_THE_HEAD = Set.of("revoked", "labels", "tlp");
    private static final String REFERENCES = "relationships-all";

    private final Map<String, FilterTable.Row> rows = FilterTable.rows();

    @Override
    public boolean supports(String field) {
        return rows.containsKey(field) || OF_THE_HEAD.contains(field) || field.equals(REFERENCES);
    }

    @Override
    public PropertyFilter create(String field, List<String> values) {
        String text = field + "=" + values.stream().sorted().collect(Collectors.joining(","));
        return switch (field) {
            case "revoked" -> revoked(text, values);
            case "labels" -> labels(text, values);
            case "tlp" -> tlp(text, values);
            case REFERENCES -> new ReferenceFilter(text, values);
            default -> ofBytes(field, text, values);
        };
    }

    private PropertyFilter ofBytes(String field, String text, List<String> values) {
        FilterTable.Row row = Optional.ofNullable(rows.get(field))
                .orElseThrow(() -> new BadQueryException("match[" + field + "] is not supported"));
        return new PathFilter(text, row.paths(), row.values().of(field, values));
    }

    /** Absent counts as false, also on objects that cannot be revoked. */
    private static PropertyFilter revoked(String text, List<String> values) {
        for (String value : values) {
            if (!value.equals("true") && !value.equals("false")) {
                throw new BadQueryException("match[revoked] is true or false");
            }
        }
        return new HeadFilter(text, head -> values.contains(String.valueOf(head.revoked())));
    }

    private static PropertyFilter labels(String text, List<String> values) {
        Set<String> wanted = new HashSet<>(values);
        return new HeadFilter(text, head -> head.labels().stream().anyMatch(wanted::contains));
    }

    private static PropertyFilter tlp(String text, List<String> values) {
        Set<Tlp> wanted = EnumSet.noneOf(Tlp.class);
        for (String value : values) {
            // A raw "amber+strict" has become a blank by now, as it does in forms.
            wanted.add(Tlp.parse(value.replace(' ', '+'))
                    .orElseThrow(() -> new BadQueryException(
                            "match[tlp] is one of white, clear, green, amber, amber+strict, red")));
        }
        return new HeadFilter(text, head -> levels(head).anyMatch(wanted::contains));
    }

    private static Stream<Tlp> levels(Head head) {
        return Stream.concat(
                        head.objectMarkingRefs().stream(),
                        head.granularMarkings().stream().flatMap(marking -> marking.markingRef().stream()))
                .flatMap(marking -> Tlp.of(marking).stream());
    }
}
