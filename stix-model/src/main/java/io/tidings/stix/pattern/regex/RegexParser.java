package io.tidings.stix.pattern.regex;

import io.tidings.stix.pattern.regex.Node.At;
import io.tidings.stix.pattern.regex.Node.Atomic;
import io.tidings.stix.pattern.regex.Node.Choice;
import io.tidings.stix.pattern.regex.Node.Group;
import io.tidings.stix.pattern.regex.Node.Look;
import io.tidings.stix.pattern.regex.Node.OneOf;
import io.tidings.stix.pattern.regex.Node.Place;
import io.tidings.stix.pattern.regex.Node.Repeat;
import io.tidings.stix.pattern.regex.Node.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Reads an expression; used once. Single characters and sets are left to {@link AtomParser}. */
final class RegexParser {
    private static final int DEEPEST = 100;
    private static final int MOST_REPEATS = 65_535; // PCRE's own

    private final Cursor cursor;
    private final AtomParser atoms;
    private final Map<String, Integer> names = new HashMap<>();
    private int groups;
    private Flags flags;

    RegexParser(String regex, boolean bytes) {
        this.cursor = new Cursor(regex);
        this.flags = new Flags(false, false, true, false, bytes);
        this.atoms = new AtomParser(cursor, names, () -> groups);
    }

    Node parse() throws RegexException {
        Node node = choice(0);
        if (!cursor.atEnd()) {
            throw cursor.malformed("a parenthesis closes that was not opened");
        }
        if (atoms.highestReference() > groups) {
            throw cursor.malformed("there is no group " + atoms.highestReference());
        }
        return node;
    }

    int groups() {
        return groups;
    }

    private Node choice(int depth) throws RegexException {
        if (depth > DEEPEST) {
            throw cursor.unsupported("groups more than " + DEEPEST + " deep");
        }
        Flags before = flags;
        List<Node> branches = new ArrayList<>();
        branches.add(sequence(depth));
        while (cursor.take('|')) {
            branches.add(sequence(depth));
        }
        flags = before;
        return branches.size() == 1 ? branches.get(0) : new Choice(branches);
    }

    private Node sequence(int depth) throws RegexException {
        List<Node> parts = new ArrayList<>();
        while (true) {
            if (flags.extended()) {
                cursor.skipSpaceAndComments();
            }
            if (cursor.atEnd() || cursor.peek() == '|' || cursor.peek() == ')') {
                return parts.size() == 1 ? parts.get(0) : new Sequence(parts);
            }
            if (cursor.take("\\Q")) {
                quoted(parts);
            } else if (!cursor.take("\\E")) {
                part(parts, depth);
            }
        }
    }

    /** A flag setting or comment gives no part. */
    private void part(List<Node> parts, int depth) throws RegexException {
        int count = parts.size();
        if (cursor.peek() == '(') {
            group(parts, depth);
        } else {
            parts.add(single());
        }
        if (parts.size() > count) {
            parts.set(count, repeated(parts.get(count)));
        }
    }

    private void quoted(List<Node> parts) throws RegexException {
        while (!cursor.atEnd() && !cursor.take("\\E")) {
            parts.add(flags.literal(cursor.next()));
        }
        if (!parts.isEmpty()) {
            parts.set(parts.size() - 1, repeated(parts.get(parts.size() - 1)));
        }
    }

    private Node single() throws RegexException {
        int c = cursor.peek();
        if (c == '*' || c == '+' || c == '?') {
            throw cursor.malformed("nothing stands before \"" + (char) c + "\" that it could repeat");
        }
        return switch (c) {
            case '.' -> dot();
            case '^' -> place(flags.multiline() ? Place.LINE_START : Place.START);
            case '$' -> place(flags.multiline() ? Place.LINE_END : Place.END_OR_LAST_NEWLINE);
            case '[' -> atoms.set(flags);
            case '\\' -> atoms.escape(flags);
            default -> flags.literal(cursor.next());
        };
    }

    private Node dot() {
        cursor.next();
        boolean all = flags.dotall();
        return new OneOf(new CodePoints(c -> all || c != '\n'));
    }

    private Node place(Place place) {
        cursor.next();
        return new At(place);
    }

    private Node repeated(Node atom) throws RegexException {
        Node node = atom;
        if (flags.extended()) {
            cursor.skipSpaceAndComments();
        }
        while (!cursor.atEnd()) {
            int least;
            OptionalInt most = OptionalInt.empty();
            if (cursor.take('*')) {
                least = 0;
            } else if (cursor.take('+')) {
                least = 1;
            } else if (cursor.take('?')) {
                least = 0;
                most = OptionalInt.of(1);
            } else {
                int[] range = cursor.takeRange();
                if (range.length == 0) {
                    return node;
                }
                least = range[0];
                most = range[1] < 0 ? OptionalInt.empty() : OptionalInt.of(range[1]);
                if (least > MOST_REPEATS || range[1] > MOST_REPEATS || range[1] >= 0 && range[1] < least) {
                    throw cursor.malformed("a number of repetitions is out of order or beyond " + MOST_REPEATS);
                }
            }
            boolean lazy = cursor.take('?');
            boolean possessive = !lazy && cursor.take('+');
            Node repeat = new Repeat(node, least, most, lazy);
            node = possessive ? new Atomic(repeat) : repeat;
            if (!cursor.atEnd() && (cursor.peek() == '*' || cursor.peek() == '+' || cursor.peek() == '?')) {
                throw cursor.malformed("a quantifier follows a quantifier");
            }
        }
        return node;
    }

    private void group(List<Node> parts, int depth) throws RegexException {
        cursor.next();
        if (cursor.take("*")) {
            throw cursor.unsupported("a verb (*…)");
        }
        if (!cursor.take('?')) {
            parts.add(capturing(depth));
        } else if (cursor.take('#')) {
            cursor.skipPast(')');
        } else if (cursor.take(':')) {
            parts.add(closed(choice(depth + 1)));
        } else if (cursor.take('=')) {
            parts.add(new Look(closed(choice(depth + 1)), false, false));
        } else if (cursor.take('!')) {
            parts.add(new Look(closed(choice(depth + 1)), false, true));
        } else if (cursor.take("<=") || cursor.take("<!")) {
            boolean negated = cursor.previous() == '!';
            parts.add(behind(closed(choice(depth + 1)), negated));
        } else if (cursor.take('>')) {
            parts.add(new Atomic(closed(choice(depth + 1))));
        } else if (cursor.take("P=")) {
            parts.add(atoms.again(cursor.until(')'), flags));
        } else if (cursor.take("P<") || cursor.take('<')) {
            parts.add(named('>', depth));
        } else if (cursor.take('\'')) {
            parts.add(named('\'', depth));
        } else {
            settings(parts, depth);
        }
    }

    private Node behind(Node body, boolean negated) throws RegexException {
        List<Node> branches = body instanceof Choice choice ? choice.branches() : List.of(body);
        if (branches.stream().anyMatch(branch -> branch.width().isEmpty())) {
            throw cursor.unsupported("a look behind whose length varies");
        }
        return new Look(body, true, negated);
    }

    private Node capturing(int depth) throws RegexException {
        int index = ++groups;
        return new Group(closed(choice(depth + 1)), index);
    }

    private Node named(char close, int depth) throws RegexException {
        String name = cursor.until(close);
        if (!AtomParser.isName(name)) {
            throw cursor.malformed("a group's name is made of letters, digits and _");
        }
        if (names.putIfAbsent(name, groups + 1) != null) {
            throw cursor.malformed("two groups have the same name");
        }
        return capturing(depth);
    }

    private void settings(List<Node> parts, int depth) throws RegexException {
        Flags changed = flags;
        boolean on = true;
        while (true) {
            if (cursor.atEnd()) {
                throw cursor.malformed("a group is not closed");
            }
            int c = cursor.next();
            if (c == ')') {
                flags = changed;
                return;
            }
            if (c == ':') {
                Flags before = flags;
                flags = changed;
                parts.add(closed(choice(depth + 1)));
                flags = before;
                return;
            }
            if (c == '-') {
                on = false;
            } else if ("imsx".indexOf(c) >= 0) {
                changed = changed.with((char) c, on);
            } else {
                throw cursor.unsupported("the group (?" + Character.toString(c) + "…)");
            }
        }
    }

    private Node closed(Node body) throws RegexException {
        if (!cursor.take(')')) {
            throw cursor.malformed("a group is not closed");
        }
        return body;
    }
}
