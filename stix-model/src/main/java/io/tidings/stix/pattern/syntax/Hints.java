package io.tidings.stix.pattern.syntax;

import java.util.Optional;

/** What to tell the author of a frequent mistake. */
final class Hints {
    private Hints() {}

    /** For the token that could not stand where it does. */
    static Optional<String> of(String text, Token token, int start, int end) {
        if (token == Token.END) {
            return text.isBlank() ? Optional.of("the pattern is empty") : Optional.empty();
        }
        return switch (token) {
            case WORD -> word(text, start, end);
            case UNKNOWN -> unknown(text.charAt(start), start > 0 ? text.charAt(start - 1) : ' ');
            case DOT -> dot(text, start);
            case INTEGER, FLOAT ->
                text.charAt(start) == '-' && start > 0 && Scanner.isWordPart(text.charAt(start - 1))
                        ? hyphen()
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<String> word(String text, int start, int end) {
        String word = text.substring(start, end);
        char before = start > 0 ? text.charAt(start - 1) : ' ';
        if ((word.charAt(0) == 'e' || word.charAt(0) == 'E') && before >= '0' && before <= '9') {
            return Optional.of("numbers are written without an exponent");
        }
        if (before == '\'') {
            return Optional.of("a quote inside a string is written \\'");
        }
        return switch (word) {
            case "MINUTES", "HOURS", "DAYS", "SECOND" -> Optional.of("the only unit is SECONDS");
            case "EXISTS" -> Optional.of("EXISTS stands before its path: EXISTS file:name");
            case "NOT" -> Optional.of("NOT stands between path and operator (file:name NOT = 'a'), or before EXISTS");
            case "WITHIN", "REPEATS", "START" ->
                Optional.of("a qualifier stands after the closing bracket or parenthesis, each at most once");
            default ->
                Keywords.inOtherCase(word)
                        .map(keyword -> "keywords are case sensitive: " + keyword)
                        .or(() -> Keywords.contains(word)
                                ? Optional.of("a name that is a keyword is quoted: '" + word + "'")
                                : Optional.empty());
        };
    }

    private static Optional<String> unknown(char c, char before) {
        return switch (c) {
            case '"', '\u201c', '\u201d', '\u2018', '\u2019', '`' ->
                Optional.of("strings stand between single straight quotes: 'text'");
            case '-' -> Scanner.isWordPart(before) ? hyphen() : Optional.empty();
            case '/' -> Optional.of("a regular expression is a string: MATCHES '…'");
            case '&' -> Optional.of("write AND");
            case '|' -> Optional.of("write OR");
            case '!' -> Optional.of("write != or NOT");
            case '{', '}' -> Optional.of("comparisons stand between square brackets: [file:name = 'a']");
            default -> Optional.empty();
        };
    }

    private static Optional<String> dot(String text, int start) {
        char before = start > 0 ? text.charAt(start - 1) : ' ';
        if (before >= '0' && before <= '9') {
            return Optional.of("a number does not end in a dot");
        }
        return Optional.of("a colon separates the object type from its property: file:size");
    }

    private static Optional<String> hyphen() {
        return Optional.of("quote a name that holds a hyphen: hashes.'SHA-256'");
    }
}
