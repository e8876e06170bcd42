package io.tidings.stix.pattern.regex;

import io.tidings.stix.pattern.regex.Node.At;
import io.tidings.stix.pattern.regex.Node.Choice;
import io.tidings.stix.pattern.regex.Node.OneOf;
import io.tidings.stix.pattern.regex.Node.Place;
import io.tidings.stix.pattern.regex.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Reads escapes and sets {@code […]}. */
final class AtomParser {
    private static final int MOST_OCTAL_DIGITS = 3;

    private final Cursor cursor;
    private final Map<String, Integer> names;
    private final IntSupplier groups;
    private int highestReference;

    /** @param groups how many have been opened so far */
    AtomParser(Cursor cursor, Map<String, Integer> names, IntSupplier groups) {
        this.cursor = cursor;
        this.names = names;
        this.groups = groups;
    }

    /** The highest number of a group that is referred to, 0 for none. */
    int highestReference() {
        return highestReference;
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= 32
                && (name.charAt(0) < '0' || name.charAt(0) > '9')
                && name.chars().allMatch(CodePoints::isWord);
    }

    /** The cursor stands on the backslash. */
    Node escape(Flags flags) throws RegexException {
        cursor.next();
        if (cursor.atEnd()) {
            throw cursor.malformed("a backslash stands at the end");
        }
        int c = cursor.peek();
        if (c >= '1' && c <= '9') {
            int before = cursor.position();
            int number = cursor.number();
            if (number < 10 || number <= groups.getAsInt() || c > '7') {
                return reference(number, flags);
            }
            cursor.back(before); // as PCRE does, a number beyond the groups so far is octal
            return flags.literal(octal());
        }
        cursor.next();
        Optional<CodePoints> set = c < 128 ? CodePoints.ofEscape((char) c) : Optional.empty();
        if (set.isPresent()) {
            return new OneOf(set.get());
        }
        return switch (c) {
            case 'b' -> new At(Place.WORD_EDGE);
            case 'B' -> new At(Place.NO_WORD_EDGE);
            case 'A' -> new At(Place.START);
            case 'z' -> new At(Place.END);
            case 'Z' -> new At(Place.END_OR_LAST_NEWLINE);
            case 'N' -> new OneOf(new CodePoints(x -> x != '\n'));
            case 'R' -> lineBreak();
            case 'p', 'P' -> flags.set(property(c == 'P'));
            case 'k' -> again(name(), flags);
            case 'g' -> groupReference(flags);
            default -> flags.literal(character(c));
        };
    }

    /** What the group {@code name} matched, again; the group stands before. */
    Node again(String name, Flags flags) throws RegexException {
        Integer index = names.get(name);
        if (index == null) {
            throw cursor.malformed("there is no group of that name before");
        }
        return reference(index, flags);
    }

    /** The cursor stands on the opening bracket. */
    Node set(Flags flags) throws RegexException {
        cursor.next();
        boolean negated = cursor.take('^');
        List<CodePoints> sets = new ArrayList<>();
        List<int[]> ranges = new ArrayList<>();
        boolean first = true;
        while (first || !cursor.take(']')) {
            if (cursor.atEnd()) {
                throw cursor.malformed("a set [ is not closed");
            }
            first = false;
            if (!cursor.take("\\E")) {
                member(sets, ranges);
            }
        }
        int[][] fixed = ranges.toArray(int[][]::new);
        CodePoints[] included = sets.toArray(CodePoints[]::new);
        CodePoints set = new CodePoints(c -> holds(fixed, included, c));
        CodePoints folded = flags.folding().map(set::folded).orElse(set);
        return new OneOf(negated ? folded.negated() : folded);
    }

    private static boolean holds(int[][] ranges, CodePoints[] sets, int c) {
        for (int[] range : ranges) {
            if (c >= range[0] && c <= range[1]) {
                return true;
            }
        }
        for (CodePoints set : sets) {
            if (set.contains(c)) {
                return true;
            }
        }
        return false;
    }

    private void member(List<CodePoints> sets, List<int[]> ranges) throws RegexException {
        if (cursor.take("\\Q")) {
            while (!cursor.atEnd() && !cursor.take("\\E")) {
                int c = cursor.next();
                ranges.add(new int[] {c, c});
            }
            return;
        }
        if (cursor.take("[:")) {
            boolean negated = cursor.take('^');
            String name = cursor.until(':');
            CodePoints set = CodePoints.ofPosix(name)
                    .orElseThrow(() -> cursor.malformed("there is no set [:" + cut(name) + ":]"));
            if (!cursor.take(']')) {
                throw cursor.malformed("\":]\" is missing");
            }
            sets.add(negated ? set.negated() : set);
            return;
        }
        int low = memberCharacter(sets);
        if (low < 0) {
            return;
        }
        int dash = cursor.position();
        int high = low;
        if (cursor.take('-')) {
            if (cursor.atEnd() || cursor.peek() == ']') {
                cursor.back(dash);
            } else {
                List<CodePoints> none = new ArrayList<>();
                high = memberCharacter(none);
                if (high < low) {
                    throw cursor.malformed("a range in a set is out of order");
                }
            }
        }
        ranges.add(new int[] {low, high});
    }

    /** The one character here, or -1 if it was a set, which is added. */
    private int memberCharacter(List<CodePoints> sets) throws RegexException {
        int c = cursor.next();
        if (c != '\\') {
            return c;
        }
        if (cursor.atEnd()) {
            throw cursor.malformed("a backslash stands at the end");
        }
        int letter = cursor.next();
        if (letter == 'b') {
            return 8;
        }
        if (letter == 'p' || letter == 'P') {
            sets.add(property(letter == 'P'));
            return -1;
        }
        Optional<CodePoints> set = letter < 128 ? CodePoints.ofEscape((char) letter) : Optional.empty();
        if (set.isPresent()) {
            sets.add(set.get());
            return -1;
        }
        if (letter >= '1' && letter <= '7') {
            cursor.back(cursor.position() - 1);
            return octal();
        }
        return character(letter);
    }

    /** The character that {@code \letter} stands for; the cursor is behind the letter. */
    private int character(int letter) throws RegexException {
        return switch (letter) {
            case 't' -> 9;
            case 'n' -> 10;
            case 'r' -> 13;
            case 'f' -> 12;
            case 'a' -> 7;
            case 'e' -> 27;
            case '0' -> {
                cursor.back(cursor.position() - 1);
                yield octal();
            }
            case 'x' -> hexadecimal();
            case 'o' -> codePoint(8);
            case 'c' -> control();
            default -> {
                if (letter < 128 && CodePoints.isWord(letter) && letter != '_') {
                    throw cursor.unsupported("the escape \\" + (char) letter);
                }
                yield letter;
            }
        };
    }

    private int octal() {
        int value = 0;
        for (int i = 0; i < MOST_OCTAL_DIGITS && !cursor.atEnd() && cursor.peek() >= '0' && cursor.peek() <= '7'; i++) {
            value = value * 8 + cursor.next() - '0';
        }
        return value;
    }

    private int hexadecimal() throws RegexException {
        if (!cursor.atEnd() && cursor.peek() == '{') {
            return codePoint(16);
        }
        int value = 0;
        for (int i = 0; i < 2 && !cursor.atEnd(); i++) {
            int digit = cursor.peek() < 128 ? Character.digit(cursor.peek(), 16) : -1;
            if (digit < 0) {
                break;
            }
            cursor.next();
            value = value * 16 + digit;
        }
        return value;
    }

    private int codePoint(int radix) throws RegexException {
        if (!cursor.take('{')) {
            throw cursor.malformed("\"{\" is missing");
        }
        String digits = cursor.until('}');
        int value = -1;
        if (!digits.isEmpty()
                && digits.length() <= 8
                && digits.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0)) {
            value = (int) Math.min(Long.parseLong(digits, radix), Integer.MAX_VALUE);
        }
        if (!Character.isValidCodePoint(value)) {
            throw cursor.malformed("there is no such character");
        }
        return value;
    }

    private int control() throws RegexException {
        if (cursor.atEnd() || cursor.peek() < 32 || cursor.peek() > 126) {
            throw cursor.malformed("\\c wants a character of ASCII");
        }
        return Character.toUpperCase(cursor.next()) ^ 64;
    }

    private CodePoints property(boolean negated) throws RegexException {
        if (cursor.atEnd()) {
            throw cursor.malformed("\\p wants a property");
        }
        String name = cursor.take('{') ? cursor.until('}') : Character.toString(cursor.next());
        boolean inverse = name.startsWith("^");
        String plain = inverse ? name.substring(1) : name;
        CodePoints set = CodePoints.ofProperty(plain)
                .orElseThrow(() -> cursor.unsupported("the property \\p{" + cut(plain) + "}"));
        return negated == inverse ? set : set.negated();
    }

    private static Node lineBreak() {
        return new Node.Atomic(new Choice(List.of(
                new Sequence(List.of(new Node.Literal('\r'), new Node.Literal('\n'))),
                new OneOf(new CodePoints(c -> c >= 10 && c <= 13 || c == 0x85 || c == 0x2028 || c == 0x2029)))));
    }

    private String name() throws RegexException {
        if (cursor.take('<')) {
            return cursor.until('>');
        }
        if (cursor.take('{')) {
            return cursor.until('}');
        }
        if (cursor.take('\'')) {
            return cursor.until('\'');
        }
        throw cursor.malformed("\\k wants the name of a group");
    }

    private Node groupReference(Flags flags) throws RegexException {
        if (cursor.atEnd() || cursor.peek() == '<' || cursor.peek() == '\'') {
            throw cursor.unsupported("a call of a group");
        }
        if (!cursor.take('{')) {
            return reference(cursor.number(), flags);
        }
        String inner = cursor.until('}');
        boolean number =
                !inner.isEmpty() && inner.length() <= 5 && inner.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number && inner.startsWith("-")) {
            throw cursor.unsupported("a relative reference to a group");
        }
        return number ? reference(Integer.parseInt(inner), flags) : again(inner, flags);
    }

    private Node reference(int group, Flags flags) throws RegexException {
        if (group < 1) {
            throw cursor.malformed("a group's number is missing");
        }
        highestReference = Math.max(highestReference, group);
        return new Node.Again(group, flags.folding());
    }

    private static String cut(String name) {
        return name.length() <= 20 ? name : name.substring(0, 20) + "…";
    }
}
