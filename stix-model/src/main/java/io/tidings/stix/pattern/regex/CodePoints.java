package io.tidings.stix.pattern.regex;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** A set of code points; the first 256 are worked out when it is made. */
final class CodePoints {
    private static final int SMALL = 256;
    /** The general categories (Unicode §4.5) by {@link Character#getType(int)}. */
    private static final Map<String, Byte> CATEGORIES = Map.ofEntries(
            Map.entry("Lu", Character.UPPERCASE_LETTER),
            Map.entry("Ll", Character.LOWERCASE_LETTER),
            Map.entry("Lt", Character.TITLECASE_LETTER),
            Map.entry("Lm", Character.MODIFIER_LETTER),
            Map.entry("Lo", Character.OTHER_LETTER),
            Map.entry("Mn", Character.NON_SPACING_MARK),
            Map.entry("Me", Character.ENCLOSING_MARK),
            Map.entry("Mc", Character.COMBINING_SPACING_MARK),
            Map.entry("Nd", Character.DECIMAL_DIGIT_NUMBER),
            Map.entry("Nl", Character.LETTER_NUMBER),
            Map.entry("No", Character.OTHER_NUMBER),
            Map.entry("Zs", Character.SPACE_SEPARATOR),
            Map.entry("Zl", Character.LINE_SEPARATOR),
            Map.entry("Zp", Character.PARAGRAPH_SEPARATOR),
            Map.entry("Cc", Character.CONTROL),
            Map.entry("Cf", Character.FORMAT),
            Map.entry("Co", Character.PRIVATE_USE),
            Map.entry("Cs", Character.SURROGATE),
            Map.entry("Cn", Character.UNASSIGNED),
            Map.entry("Pd", Character.DASH_PUNCTUATION),
            Map.entry("Ps", Character.START_PUNCTUATION),
            Map.entry("Pe", Character.END_PUNCTUATION),
            Map.entry("Pc", Character.CONNECTOR_PUNCTUATION),
            Map.entry("Po", Character.OTHER_PUNCTUATION),
            Map.entry("Pi", Character.INITIAL_QUOTE_PUNCTUATION),
            Map.entry("Pf", Character.FINAL_QUOTE_PUNCTUATION),
            Map.entry("Sm", Character.MATH_SYMBOL),
            Map.entry("Sc", Character.CURRENCY_SYMBOL),
            Map.entry("Sk", Character.MODIFIER_SYMBOL),
            Map.entry("So", Character.OTHER_SYMBOL));

    private static final Set<String> POSIX = Set.of(
            "alpha", "digit", "alnum", "upper", "lower", "space", "blank", "cntrl", "graph", "print", "punct", "xdigit",
            "word", "ascii");

    private final long[] small = new long[SMALL / Long.SIZE];
    private final IntPredicate test;

    CodePoints(IntPredicate test) {
        this.test = test;
        for (int i = 0; i < SMALL; i++) {
            if (test.test(i)) {
                small[i >> 6] |= 1L << i;
            }
        }
    }

    boolean contains(int codePoint) {
        return codePoint < SMALL ? (small[codePoint >> 6] >> codePoint & 1) != 0 : test.test(codePoint);
    }

    /** The set that also holds each member's letters of other case. */
    CodePoints folded(Folding folding) {
        return new CodePoints(c -> {
            if (contains(c) || contains(folding.fold(c))) {
                return true;
            }
            boolean has = folding == Folding.UNICODE || c < 0x80;
            return has && (contains(Character.toUpperCase(c)) || contains(Character.toTitleCase(c)));
        });
    }

    CodePoints negated() {
        return new CodePoints(c -> !contains(c));
    }

    static boolean isWord(int c) {
        return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** What {@code \d}, {@code \w}, … stand for by PCRE's rules without UCP: ASCII only, but for \h and \v. */
    static Optional<CodePoints> ofEscape(char letter) {
        IntPredicate test = switch (Character.toLowerCase(letter)) {
            case 'd' -> c -> c >= '0' && c <= '9';
            case 'w' -> CodePoints::isWord;
            case 's' -> c -> c == ' ' || c >= 9 && c <= 13;
            case 'h' ->
                c -> c == ' '
                        || c == 9
                        || c == 0xA0
                        || c == 0x180E
                        || Character.getType(c) == Character.SPACE_SEPARATOR;
            case 'v' -> c -> c >= 10 && c <= 13 || c == 0x85 || c == 0x2028 || c == 0x2029;
            default -> c -> false;
        };
        if ("dDwWsShHvV".indexOf(letter) < 0) {
            return Optional.empty();
        }
        CodePoints set = new CodePoints(test);
        return Optional.of(Character.isUpperCase(letter) ? set.negated() : set);
    }

    /** What {@code [:name:]} stands for, in ASCII. */
    static Optional<CodePoints> ofPosix(String name) {
        IntPredicate test = switch (name) {
            case "alpha" -> c -> isWord(c) && c > '9' && c != '_';
            case "digit" -> c -> c >= '0' && c <= '9';
            case "alnum" -> c -> isWord(c) && c != '_';
            case "upper" -> c -> c >= 'A' && c <= 'Z';
            case "lower" -> c -> c >= 'a' && c <= 'z';
            case "space" -> c -> c == ' ' || c >= 9 && c <= 13;
            case "blank" -> c -> c == ' ' || c == 9;
            case "cntrl" -> c -> c < 32 || c == 127;
            case "graph" -> c -> c > 32 && c < 127;
            case "print" -> c -> c >= 32 && c < 127;
            case "punct" -> c -> c > 32 && c < 127 && (!isWord(c) || c == '_');
            case "xdigit" -> c -> c < 128 && Character.digit(c, 16) >= 0;
            case "word" -> CodePoints::isWord;
            case "ascii" -> c -> c < 128;
            default -> c -> c < 0;
        };
        return POSIX.contains(name) ? Optional.of(new CodePoints(test)) : Optional.empty();
    }

    /** What {@code \p{name}} stands for: a general category or a script. */
    static Optional<CodePoints> ofProperty(String name) {
        if (name.equals("Any")) {
            return Optional.of(new CodePoints(c -> true));
        }
        if (name.equals("L&")) {
            return Optional.of(new CodePoints(c -> {
                int type = Character.getType(c);
                return type == Character.UPPERCASE_LETTER
                        || type == Character.LOWERCASE_LETTER
                        || type == Character.TITLECASE_LETTER;
            }));
        }
        if (name.length() <= 2) {
            long types = CATEGORIES.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(name))
                    .mapToLong(entry -> 1L << entry.getValue())
                    .reduce(0, (a, b) -> a | b);
            return types == 0 || name.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new CodePoints(c -> (types >> Character.getType(c) & 1) != 0));
        }
        try {
            Character.UnicodeScript script = Character.UnicodeScript.forName(name.toUpperCase(Locale.ROOT));
            return Optional.of(new CodePoints(c -> Character.UnicodeScript.of(c) == script));
        } catch (IllegalArgumentException noSuchScript) {
            return Optional.empty();
        }
    }
}
