package io.tidings.taxii.server.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads query strings (TAXII 2.1 §3.4; the decisions are those of the digest's §5.2).
 *
 * <p>Works on the string as it came over the wire, since what has been decoded by somebody else no longer tells
 * a repeated parameter from a single one, nor {@code +} from a blank.
 */
public final class QueryParser {
    /** Of all match fields together (T-192). */
    public static final int MOST_VALUES = 1_000;

    private static final int MOST_IGNORED = 10;
    private static final int LONGEST_IGNORED = 60;

    private final QueryScope scope;
    private final PropertyFilters filters;
    private final SortedMap<String, List<String>> match = new TreeMap<>();
    private final List<String> fieldsSeen = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private Optional<String> addedAfter = Optional.empty();
    private Optional<String> limit = Optional.empty();
    private Optional<String> next = Optional.empty();
    private int valueCount;

    private QueryParser(QueryScope scope, PropertyFilters filters) {
        this.scope = scope;
        this.filters = filters;
    }

    /**
     * @param rawQuery what follows the {@code ?}, still encoded; may be empty
     * @throws BadQueryException if it is malformed, and for nothing else: any text gives a value or this
     */
    public static RequestParameters parse(String rawQuery, QueryScope scope, PropertyFilters filters) {
        QueryParser parser = new QueryParser(scope, filters);
        RawParameters.split(rawQuery).forEach(parser::take);
        return new RequestParameters(
                parser.addedAfter.map(QueryParser::instant),
                parser.limit.map(QueryParser::limit),
                parser.next.filter(text -> !text.isEmpty()),
                parser.match,
                parser.ignored);
    }

    private void take(RawParameters.Parameter parameter) {
        String name = parameter.name();
        if (name.startsWith("match[") && name.endsWith("]")) {
            takeMatch(name.substring("match[".length(), name.length() - 1), parameter.value());
        } else if (scope.isPaged()) {
            switch (name) {
                case "added_after" -> addedAfter = once(name, addedAfter, parameter.value());
                case "limit" -> limit = once(name, limit, parameter.value());
                case "next" -> next = once(name, next, parameter.value());
                default -> {} // not a parameter of TAXII: ignored
            }
        }
    }

    private static Optional<String> once(String name, Optional<String> before, String value) {
        if (before.isPresent()) {
            throw new BadQueryException(name + " is given more than once");
        }
        return Optional.of(value);
    }

    private void takeMatch(String field, String value) {
        if (fieldsSeen.contains(field)) {
            throw new BadQueryException("match[" + shown(field) + "] is given more than once");
        }
        fieldsSeen.add(field);
        if (!scope.knows(field, filters)) {
            if (ignored.size() < MOST_IGNORED) {
                ignored.add(shown(field));
            }
            return;
        }
        List<String> values = List.of(value.split(",", -1));
        valueCount += values.size();
        if (valueCount > MOST_VALUES) {
            throw new BadQueryException("the match fields hold more than " + MOST_VALUES + " values");
        }
        if (values.contains("")) {
            throw new BadQueryException("match[" + field + "] has an empty value");
        }
        match.put(field, values);
    }

    private static String shown(String field) {
        String text = field.replaceAll("[^\\x20-\\x7e]", "?");
        return text.length() > LONGEST_IGNORED ? text.substring(0, LONGEST_IGNORED) : text;
    }

    private static Instant instant(String value) {
        return TaxiiTimestamp.parse(value)
                .orElseThrow(() -> new BadQueryException(
                        "added_after is a timestamp such as 2016-11-03T12:30:59.000000Z (TAXII 2.1 §2)"));
    }

    private static int limit(String value) {
        boolean digits = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || value.chars().allMatch(c -> c == '0')) {
            throw new BadQueryException("limit is an integer greater than zero (TAXII 2.1 §3.4)");
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException beyondAnyPage) {
            return Integer.MAX_VALUE;
        }
    }
}
