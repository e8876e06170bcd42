package io.tidings.stix.pattern.syntax;

import io.tidings.stix.validate.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a pattern into tokens, one at a time; used once, by one thread. */
final class Scanner {
    private static final int LONGEST_QUOTE = 40;
    /** Of each severity. */
    private static final int MOST_DEPARTURES = 1_000;

    private final String text;
    private final List<PatternFinding> departures = new ArrayList<>(0);
    private final Locations locations;
    private int errors;
    private Token token = Token.END;
    private int start;
    private int end;

    Scanner(String text) {
        this.text = text;
        this.locations = new Locations(text);
    }

    Token token() {
        return token;
    }

    /** Of the current token. */
    int start() {
        return start;
    }

    /** Of the current token, the first unit after it. */
    int end() {
        return end;
    }

    Place place() {
        return new Place(start, end);
    }

    /** The current token as written. */
    String lexeme() {
        return text.substring(start, end);
    }

    /** What stands between the quotes of the current token, as written. */
    String quoted() {
        return text.substring(text.indexOf('\'', start) + 1, end - 1);
    }

    boolean isWord(String word) {
        return token == Token.WORD && end - start == word.length() && text.startsWith(word, start);
    }

    List<PatternFinding> departures() {
        return departures;
    }

    /** Notes something that published tools accept and the text does not grant. */
    void departure(int at, String section, String message, String remedy) {
        note(Severity.ERROR, at, section, message, remedy);
    }

    void note(Severity severity, int at, String section, String message, String remedy) {
        boolean error = severity == Severity.ERROR;
        if ((error ? errors : departures.size() - errors) < MOST_DEPARTURES) {
            errors += error ? 1 : 0;
            departures.add(new PatternFinding(severity, locations.of(at), "S-257 (" + section + ")", message, remedy));
        }
    }

    void next() throws MalformedPatternException {
        skipSpace();
        start = end;
        if (start == text.length()) {
            token = Token.END;
            return;
        }
        char c = text.charAt(start);
        if (isWordStart(c)) {
            word(c);
        } else if (c == '\'') {
            token = Token.STRING;
            end = endOfString(start);
        } else if (isDigit(c)
                || isDigit(at(start + 1)) && (c == '-' || c == '+' || c == '.')
                || (c == '-' || c == '+') && at(start + 1) == '.' && isDigit(at(start + 2))) {
            number(c);
        } else {
            symbol(c);
        }
    }

    /** Makes the current word a type's name, which unlike others may hold hyphens. */
    void extendToTypeName() {
        while (isWordPart(at(end)) || at(end) == '-') {
            end++;
        }
    }

    MalformedPatternException malformed(String expected) {
        return malformed(start, found(), expected, Hints.of(text, token, start, end));
    }

    MalformedPatternException malformed(int at, String found, String expected, Optional<String> hint) {
        return new MalformedPatternException(Location.of(text, at), found, expected, hint);
    }

    /** {@code from} to {@code to} of the text in quotes, cut to a readable length. */
    String quote(int from, int to) {
        int cut = Math.min(to, from + LONGEST_QUOTE);
        return "\"" + text.substring(from, cut) + (cut < to ? "…" : "") + "\"";
    }

    private String found() {
        if (token == Token.END) {
            return "the end of the pattern";
        }
        return quote(start, Math.max(end, start + Character.charCount(text.codePointAt(start))));
    }

    private void skipSpace() throws MalformedPatternException {
        while (end < text.length()) {
            char c = text.charAt(end);
            if (isSpace(c)) {
                end++;
            } else if (c == '/' && (at(end + 1) == '*' || at(end + 1) == '/')) {
                skipComment();
            } else {
                return;
            }
        }
    }

    private void skipComment() throws MalformedPatternException {
        departure(end, "§9.3", "a comment is not part of the pattern language", "leave it out");
        boolean block = at(end + 1) == '*';
        int close = block ? text.indexOf("*/", end + 2) : text.indexOf('\n', end);
        if (close < 0 && block) {
            throw malformed(end, quote(end, text.length()), "\"*/\" at the end of the comment", Optional.empty());
        }
        end = close < 0 ? text.length() : block ? close + 2 : close + 1;
    }

    private void word(char c) throws MalformedPatternException {
        token = Token.WORD;
        end = start + 1;
        if (at(end) == '\'' && (c == 't' || c == 'b' || c == 'h')) {
            token = c == 't' ? Token.TIMESTAMP : c == 'b' ? Token.BINARY : Token.HEX;
            end = endOfString(end);
            return;
        }
        while (isWordPart(at(end))) {
            end++;
        }
    }

    private void number(char first) throws MalformedPatternException {
        int at = start;
        if (first == '+') {
            departure(start, "§9.2", "a number has a leading plus", "write it without");
        }
        if (first == '+' || first == '-') {
            at++;
        }
        int digits = at;
        while (isDigit(at(at))) {
            at++;
        }
        boolean fraction = at(at) == '.' && isDigit(at(at + 1));
        if (at - digits > 1 && text.charAt(digits) == '0' && !fraction) {
            throw malformed(
                    start,
                    quote(start, at),
                    "an integer without leading zeros",
                    Optional.of("numbers are decimal; a leading zero is not allowed (STIX 2.1 §9.2)"));
        }
        token = Token.INTEGER;
        if (at(at) == '.' && isDigit(at(at + 1))) {
            token = Token.FLOAT;
            at++;
            while (isDigit(at(at))) {
                at++;
            }
        }
        end = at;
    }

    private void symbol(char c) {
        end = start + 1;
        token = switch (c) {
            case '[' -> Token.OPEN_BRACKET;
            case ']' -> Token.CLOSE_BRACKET;
            case '(' -> Token.OPEN_PARENTHESIS;
            case ')' -> Token.CLOSE_PARENTHESIS;
            case ':' -> Token.COLON;
            case '.' -> Token.DOT;
            case ',' -> Token.COMMA;
            case '*' -> Token.STAR;
            case '=' -> doubled('=', "==", Token.EQUAL);
            case '!' -> pair('=', Token.NOT_EQUAL, Token.UNKNOWN);
            case '<' ->
                at(end) == '>' ? doubled('>', "<>", Token.NOT_EQUAL) : pair('=', Token.LESS_OR_EQUAL, Token.LESS);
            case '>' -> pair('=', Token.GREATER_OR_EQUAL, Token.GREATER);
            default -> Token.UNKNOWN;
        };
    }

    private Token pair(char second, Token both, Token alone) {
        if (at(end) == second) {
            end++;
            return both;
        }
        return alone;
    }

    private Token doubled(char second, String spelling, Token meaning) {
        if (at(end) == second) {
            end++;
            departure(
                    start,
                    "§9.6.1",
                    "\"" + spelling + "\" is no operator of the text",
                    "write \"" + (meaning == Token.EQUAL ? "=" : "!=") + "\"");
        }
        return meaning;
    }

    /** @param open where the opening quote stands */
    private int endOfString(int open) throws MalformedPatternException {
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                return i + 1;
            }
            if (c == '\\') {
                i++;
                if (at(i) != '\'' && at(i) != '\\') {
                    throw malformed(
                            i - 1,
                            quote(i - 1, Math.min(i + 1, text.length())),
                            "\\' or \\\\",
                            Optional.of("write a backslash as \\\\ (in JSON as \\\\\\\\)"));
                }
            }
        }
        throw malformed(
                open,
                quote(open, text.length()),
                "a closing quote (')",
                Optional.of("the string that begins here never ends; a quote inside a string is written \\'"));
    }

    /** The unit at {@code index}, or NUL past the end. */
    private char at(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    /** The Unicode property White_Space, all of which is in the basic plane. */
    private static boolean isSpace(char c) {
        return c == ' '
                || c >= '\t' && c <= '\r'
                || c == 0x85
                || c == 0xA0
                || c == 0x1680
                || c >= 0x2000 && c <= 0x200A
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c);
    }

    /** A name that need not be quoted. */
    static boolean isPlainName(String name) {
        if (name.isEmpty() || !isWordStart(name.charAt(0)) || Keywords.contains(name)) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            if (!isWordPart(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
