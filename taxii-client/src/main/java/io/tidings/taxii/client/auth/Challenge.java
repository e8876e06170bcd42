package io.tidings.taxii.client.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One challenge of a {@code WWW-Authenticate} header (RFC 7235 §4.1).
 *
 * @param scheme as sent; compare it ignoring case
 * @param parameters by name in lower case, in order, values without quotes
 * @param token the token68 form's text, empty in the other form
 */
public record Challenge(String scheme, Map<String, String> parameters, String token) {
    private static final int MOST = 50;

    public Challenge {
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * All challenges of all header lines. One line may hold several, and a comma separates challenges as well as
     * parameters, so splitting at commas is wrong. What cannot be read ends its line; nothing is thrown.
     */
    public static List<Challenge> parse(List<String> headerLines) {
        List<Challenge> challenges = new ArrayList<>();
        for (String line : headerLines) {
            new Scanner(line).read(challenges);
        }
        return List.copyOf(challenges);
    }

    private static final class Scanner {
        private final String line;
        private int at;

        Scanner(String line) {
            this.line = line;
        }

        void read(List<Challenge> into) {
            skip(" \t,");
            while (at < line.length() && into.size() < MOST) {
                String scheme = token();
                if (scheme.isEmpty()) {
                    return;
                }
                skip(" \t");
                String token68 = token68();
                Map<String, String> parameters = new LinkedHashMap<>();
                if (token68.isEmpty()) {
                    parameters(parameters);
                }
                into.add(new Challenge(scheme, parameters, token68));
                skip(" \t,");
            }
        }

        /** Reads parameters until what follows is no {@code name = value}: then it is the next scheme. */
        private void parameters(Map<String, String> into) {
            while (true) {
                int start = at;
                skip(" \t,");
                String name = token();
                skip(" \t");
                if (name.isEmpty() || at >= line.length() || line.charAt(at) != '=') {
                    at = start;
                    return;
                }
                at++;
                skip(" \t");
                String value = at < line.length() && line.charAt(at) == '"' ? quoted() : token();
                into.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
            }
        }

        private String token68() {
            int start = at;
            while (at < line.length() && (isTokenCharacter(line.charAt(at)) || line.charAt(at) == '/')) {
                at++;
            }
            int end = at;
            while (at < line.length() && line.charAt(at) == '=') {
                at++;
            }
            String text = line.substring(start, at);
            skip(" \t");
            if (end > start && (at == line.length() || line.charAt(at) == ',')) {
                return text;
            }
            at = start;
            return "";
        }

        private String token() {
            int start = at;
            while (at < line.length() && isTokenCharacter(line.charAt(at))) {
                at++;
            }
            return line.substring(start, at);
        }

        private String quoted() {
            StringBuilder text = new StringBuilder();
            at++;
            while (at < line.length() && line.charAt(at) != '"') {
                if (line.charAt(at) == '\\' && at + 1 < line.length()) {
                    at++;
                }
                text.append(line.charAt(at++));
            }
            // An unterminated one ends with the line.
            at = Math.min(at + 1, line.length());
            return text.toString();
        }

        private void skip(String characters) {
            while (at < line.length() && characters.indexOf(line.charAt(at)) >= 0) {
                at++;
            }
        }

        private static boolean isTokenCharacter(char c) {
            return c > ' ' && c < 127 && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
        }
    }
}
