package io.tidings.taxii.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One media type or range of a header (RFC 9110 §8.3.1, §12.5.1), in lower case but for parameter values.
 *
 * @param type such as {@code application/taxii+json}, {@code application/*}
 * @param parameters without {@code q}
 * @param quality 0 to 1
 */
record MediaRange(String type, Map<String, String> parameters, double quality) {
    static final String TAXII = "application/taxii+json";
    static final String VERSION = "2.1";

    private static final int MOST_RANGES = 50;

    /** The ranges of a header that may hold several; those that cannot be read are left out. */
    static List<MediaRange> parseList(String header) {
        List<MediaRange> ranges = new ArrayList<>();
        for (String part : splitOutsideQuotes(header, ',')) {
            if (ranges.size() < MOST_RANGES) {
                parse(part).ifPresent(ranges::add);
            }
        }
        return ranges;
    }

    static Optional<MediaRange> parse(String text) {
        List<String> parts = splitOutsideQuotes(text, ';');
        String type = parts.get(0).trim().toLowerCase(Locale.ROOT);
        int slash = type.indexOf('/');
        if (slash < 1 || slash == type.length() - 1) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                String name = part.substring(0, equals).trim().toLowerCase(Locale.ROOT);
                parameters.putIfAbsent(name, unquoted(part.substring(equals + 1).trim()));
            } else if (!part.isBlank()) {
                return Optional.empty();
            }
        }
        String quality = parameters.getOrDefault("q", "1");
        parameters.remove("q");
        return quality.matches("[01](\\.\\d{0,3})?")
                ? Optional.of(new MediaRange(type, Map.copyOf(parameters), Double.parseDouble(quality)))
                : Optional.empty();
    }

    /** Without a version it means the newest (TAXII 2.1 §1.6.8.2). */
    boolean isTaxii() {
        return type.equals(TAXII) && hasOurVersion();
    }

    boolean hasOurVersion() {
        return parameters.getOrDefault("version", VERSION).equals(VERSION);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static List<String> splitOutsideQuotes(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted = c == '"' ? !quoted : quoted;
            if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
