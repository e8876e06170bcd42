package io.tidings.stix.pattern.syntax;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.pattern.syntax.Constant.BinaryConstant;
import io.tidings.stix.pattern.syntax.Constant.BooleanConstant;
import io.tidings.stix.pattern.syntax.Constant.FloatConstant;
import io.tidings.stix.pattern.syntax.Constant.HexConstant;
import io.tidings.stix.pattern.syntax.Constant.IntegerConstant;
import io.tidings.stix.pattern.syntax.Constant.StringConstant;
import io.tidings.stix.pattern.syntax.Constant.TimestampConstant;
import java.util.Base64;
import java.util.Optional;

/** Reads the constant that a scanner's current token is (STIX 2.1 §9.2). */
final class Literals {
    private static final int SECONDS_LENGTH = "YYYY-MM-DDTHH:mm:ss".length();

    private final Scanner scanner;

    Literals(Scanner scanner) {
        this.scanner = scanner;
    }

    /** Does not move the scanner. */
    Constant constant() throws MalformedPatternException {
        return switch (scanner.token()) {
            case STRING -> new StringConstant(scanner.place(), string());
            case INTEGER -> new IntegerConstant(scanner.place(), integer());
            case FLOAT -> new FloatConstant(scanner.place(), real());
            case HEX -> new HexConstant(scanner.place(), hex());
            case BINARY -> new BinaryConstant(scanner.place(), binary());
            case TIMESTAMP -> timestamp();
            case WORD -> flag();
            default -> throw expected();
        };
    }

    String string() {
        String raw = scanner.quoted();
        int backslash = raw.indexOf('\\');
        if (backslash < 0) {
            return raw;
        }
        StringBuilder unescaped = new StringBuilder(raw.length());
        int from = 0;
        while (backslash >= 0) {
            unescaped.append(raw, from, backslash).append(raw.charAt(backslash + 1));
            from = backslash + 2;
            backslash = raw.indexOf('\\', from);
        }
        return unescaped.append(raw, from, raw.length()).toString();
    }

    long integer() throws MalformedPatternException {
        try {
            return Long.parseLong(scanner.lexeme());
        } catch (NumberFormatException tooLong) {
            throw scanner.malformed("an integer of at most 64 bits");
        }
    }

    TimestampConstant timestamp() throws MalformedPatternException {
        if (scanner.token() != Token.TIMESTAMP) {
            throw scanner.malformed("a timestamp constant such as t'2026-01-31T12:00:00Z'");
        }
        TimestampConstant constant = new TimestampConstant(scanner.place(), scanner.quoted());
        if (constant.instant().isEmpty()) {
            if (!looksLikeTimestamp(constant.text())) {
                throw scanner.malformed("a timestamp in UTC such as t'2026-01-31T12:00:00Z'");
            }
            scanner.departure(
                    scanner.start(),
                    "§9.2",
                    "there is no such time as " + scanner.quote(scanner.start(), scanner.end()),
                    "write one that exists; as it stands the whole pattern matches nothing");
        }
        return constant;
    }

    private double real() throws MalformedPatternException {
        double value = Double.parseDouble(scanner.lexeme());
        if (Double.isInfinite(value)) {
            throw scanner.malformed("a number within the range of a 64-bit float");
        }
        return value;
    }

    private BooleanConstant flag() throws MalformedPatternException {
        if (scanner.isWord("true") || scanner.isWord("false")) {
            return new BooleanConstant(scanner.place(), scanner.isWord("true"));
        }
        throw expected();
    }

    private ByteSlice hex() throws MalformedPatternException {
        String digits = scanner.quoted();
        if (digits.length() % 2 != 0) {
            throw scanner.malformed("an even number of hexadecimal digits");
        }
        byte[] bytes = new byte[digits.length() / 2];
        boolean upper = false;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw scanner.malformed("hexadecimal digits (0-9, a-f) between the quotes");
            }
            upper |= c >= 'A' && c <= 'F';
            bytes[i / 2] = (byte) (bytes[i / 2] << 4 | digit);
        }
        if (upper) {
            scanner.departure(
                    scanner.start(), "§9.2", "a hex constant has upper-case digits", "write them in lower case");
        }
        return ByteSlice.of(bytes);
    }

    private ByteSlice binary() throws MalformedPatternException {
        String encoded = scanner.quoted().replace("\n", "").replace("\r", "");
        // Java's decoder takes base64 without its padding, the text does not.
        if (!encoded.isEmpty() && encoded.length() % 4 == 0) {
            try {
                return ByteSlice.of(Base64.getDecoder().decode(encoded));
            } catch (IllegalArgumentException notBase64) {
                throw expectedBase64();
            }
        }
        throw expectedBase64();
    }

    private MalformedPatternException expectedBase64() {
        return scanner.malformed("base64 with padding (RFC 4648 §4) between the quotes");
    }

    private MalformedPatternException expected() {
        String lexeme = scanner.token() == Token.WORD ? scanner.lexeme() : "";
        Optional<String> other =
                Keywords.inOtherCase(lexeme).filter(word -> word.equals("true") || word.equals("false"));
        String what = "a constant ('text', 1, 1.5, true, t'…', h'…', b'…')";
        if (scanner.token() == Token.WORD && other.isEmpty()) {
            return scanner.malformed(
                    scanner.start(),
                    scanner.quote(scanner.start(), scanner.end()),
                    what,
                    Optional.of("strings stand between single quotes: '" + cut(lexeme) + "'"));
        }
        return scanner.malformed(what);
    }

    private static String cut(String lexeme) {
        return lexeme.length() <= 20 ? lexeme : lexeme.substring(0, 20) + "…";
    }

    /** The form, with every part in its range, of a day that may not exist. */
    private static boolean looksLikeTimestamp(String text) {
        int end = text.length() - 1;
        if (end < SECONDS_LENGTH || text.charAt(end) != 'Z' || end == SECONDS_LENGTH + 1) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean fits = switch (i) {
                case 4, 7 -> c == '-';
                case 10 -> c == 'T';
                case 13, 16 -> c == ':';
                case 19 -> c == '.';
                default -> c >= '0' && c <= '9';
            };
            if (!fits) {
                return false;
            }
        }
        return in(text, 5, 1, 12)
                && in(text, 8, 1, 31)
                && in(text, 11, 0, 23)
                && in(text, 14, 0, 59)
                && in(text, 17, 0, 60);
    }

    private static boolean in(String text, int at, int least, int most) {
        int value = Integer.parseInt(text, at, at + 2, 10);
        return value >= least && value <= most;
    }
}
