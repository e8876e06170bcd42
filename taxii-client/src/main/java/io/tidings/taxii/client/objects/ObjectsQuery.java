package io.tidings.taxii.client.objects;

import io.tidings.taxii.client.paging.PagePosition;
import io.tidings.taxii.client.time.TaxiiTimestamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What to select (TAXII 2.1 §3.4). Where and how far to read is not part of it.
 *
 * @param match values by field, such as {@code type}; values of one field are alternatives, fields all apply.
 *     A field beyond the standard's four may be ignored by a server, which then gives more
 * @param limit the most items wanted on a page; the server may give fewer
 */
public record ObjectsQuery(Map<String, List<String>> match, OptionalInt limit) {
    private static final String PLAIN = "-._~:";

    /** @throws IllegalArgumentException if a value cannot be sent, or versions are combined that must not be (T-071) */
    public ObjectsQuery {
        Map<String, List<String>> copy = new TreeMap<>();
        match.forEach((field, values) -> copy.put(checkedField(field), checkedValues(field, values)));
        match = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(copy));
        if (limit.isPresent() && limit.getAsInt() < 1) {
            throw new IllegalArgumentException("limit is greater than zero (TAXII 2.1 §3.4), not " + limit.getAsInt());
        }
    }

    /** The latest version of everything: what a server gives when asked for nothing in particular. */
    public static ObjectsQuery latest() {
        return new ObjectsQuery(Map.of(), OptionalInt.empty());
    }

    /** Every version of every specification version: a collection as a log, for following it. */
    public static ObjectsQuery everything() {
        return latest().with("version", List.of("all")).with("spec_version", List.of("2.0", "2.1"));
    }

    /** This query with {@code match[field]} set to {@code values}. */
    public ObjectsQuery with(String field, List<String> values) {
        Map<String, List<String>> changed = new LinkedHashMap<>(match);
        changed.put(field, values);
        return new ObjectsQuery(changed, limit);
    }

    public ObjectsQuery withLimit(int most) {
        return new ObjectsQuery(match, OptionalInt.of(most));
    }

    /** The query string for a page, percent-encoded, without the question mark; may be empty. */
    public String text(PagePosition position) {
        List<String> parts = new ArrayList<>();
        position.addedAfter().ifPresent(time -> parts.add("added_after=" + encoded(TaxiiTimestamp.format(time))));
        position.limit().ifPresent(most -> parts.add("limit=" + most));
        position.next().ifPresent(next -> parts.add("next=" + encoded(next)));
        match.forEach((field, values) -> parts.add("match%5B" + encoded(field) + "%5D="
                + values.stream().map(ObjectsQuery::encoded).collect(Collectors.joining(","))));
        return String.join("&", parts);
    }

    private static String checkedField(String field) {
        if (field.isEmpty() || field.chars().anyMatch(c -> c <= ' ' || c == '[' || c == ']')) {
            throw new IllegalArgumentException("not a match field: " + field);
        }
        return field;
    }

    private static List<String> checkedValues(String field, List<String> values) {
        boolean unsendable =
                values.isEmpty() || values.stream().anyMatch(value -> value.isEmpty() || value.contains(","));
        if (unsendable) {
            throw new IllegalArgumentException("match[" + field
                    + "] needs values, none of them empty or with a comma, which would part it (TAXII 2.1 §3.4)");
        }
        List<String> distinct = values.stream().distinct().toList();
        if (field.equals("version") && distinct.contains("all") && distinct.size() > 1) {
            throw new IllegalArgumentException("match[version]=all stands alone (TAXII 2.1 §3.4.1)");
        }
        return distinct;
    }

    private static String encoded(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}
