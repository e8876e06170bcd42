package io.tidings.taxii.server.query;

import java.util.ArrayList;
import java.util.List;

/** Takes a query string apart: splits first, then decodes, so that an encoded separator separates nothing. */
final class RawParameters {
    /** Longer ones are refused before any work is spent on them (T-192). */
    static final int LONGEST_QUERY = 64 * 1024;

    static final int MOST_PARAMETERS = 200;

    private RawParameters() {}

    /** One parameter, decoded. */
    record Parameter(String name, String value) {}

    static List<Parameter> split(String rawQuery) {
        if (rawQuery.length() > LONGEST_QUERY) {
            throw new BadQueryException("the query is longer than " + LONGEST_QUERY + " characters");
        }
        List<Parameter> parameters = new ArrayList<>();
        int start = 0;
        while (start <= rawQuery.length()) {
            int end = rawQuery.indexOf('&', start);
            end = end < 0 ? rawQuery.length() : end;
            if (end > start) {
                if (parameters.size() == MOST_PARAMETERS) {
                    throw new BadQueryException("the query has more than " + MOST_PARAMETERS + " parameters");
                }
                parameters.add(parameter(rawQuery.substring(start, end)));
            }
            start = end + 1;
        }
        return parameters;
    }

    private static Parameter parameter(String raw) {
        int equals = raw.indexOf('=');
        String name = decode(equals < 0 ? raw : raw.substring(0, equals), true);
        String value = equals < 0 ? "" : raw.substring(equals + 1);
        // Clients send "+00:00" raw; read as a form's blank, the offset would be lost.
        return new Parameter(name, decode(value, !name.equals("added_after")));
    }

    private static String decode(String raw, boolean plusIsBlank) {
        return PercentEncoding.decode(raw, plusIsBlank)
                .orElseThrow(() -> new BadQueryException("the query is not percent-encoded UTF-8 (RFC 3986)"));
    }
}
