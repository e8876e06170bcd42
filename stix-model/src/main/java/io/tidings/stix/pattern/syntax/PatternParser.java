package io.tidings.stix.pattern.syntax;

import io.tidings.stix.pattern.syntax.ObservationExpression.Joined;
import io.tidings.stix.pattern.syntax.ObservationExpression.Qualified;
import io.tidings.stix.pattern.syntax.ObservationExpression.Single;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads patterns (STIX 2.1 §9), by recursive descent: what is between the brackets is left to {@link ComparisonParser}.
 *
 * <p>Accepts what the published grammar accepts beyond the text and lists it as departures, because feeds hold it.
 */
public final class PatternParser {
    private static final String OPENING = "\"[\" or \"(\"";

    private final Scanner scanner;
    private final PatternBounds bounds;
    private final Literals literals;
    private final ComparisonParser comparisons;
    private int observations;

    private PatternParser(String text, PatternBounds bounds) {
        this.scanner = new Scanner(text);
        this.bounds = bounds;
        this.literals = new Literals(scanner);
        this.comparisons = new ComparisonParser(scanner, bounds);
    }

    /**
     * The tree that {@code text} spells.
     *
     * @throws MalformedPatternException if it is no pattern, or one beyond {@code bounds}
     */
    public static SyntaxTree parse(String text, PatternBounds bounds) throws MalformedPatternException {
        PatternParser parser = new PatternParser(text, bounds);
        if (text.length() > bounds.maxLength()) {
            throw parser.scanner.malformed(
                    bounds.maxLength(),
                    "a pattern of " + text.length() + " characters",
                    "one of at most " + bounds.maxLength(),
                    Optional.empty());
        }
        parser.scanner.next();
        return parser.pattern();
    }

    private SyntaxTree pattern() throws MalformedPatternException {
        ObservationExpression root = joined(Junction.FOLLOWEDBY, 0);
        if (scanner.token() != Token.END) {
            throw scanner.malformed("AND, OR, FOLLOWEDBY, a qualifier or the end of the pattern");
        }
        return new SyntaxTree(root, scanner.departures());
    }

    /** @param junction the loosest that may stand here; what binds tighter is read first */
    private ObservationExpression joined(Junction junction, int depth) throws MalformedPatternException {
        ObservationExpression first = operand(junction, depth);
        if (!scanner.isWord(junction.name())) {
            return first;
        }
        List<ObservationExpression> operands = new ArrayList<>();
        operands.add(first);
        while (scanner.isWord(junction.name())) {
            scanner.next();
            operands.add(operand(junction, depth));
        }
        Place last = operands.get(operands.size() - 1).place();
        return new Joined(first.place().to(last), junction, operands);
    }

    private ObservationExpression operand(Junction junction, int depth) throws MalformedPatternException {
        return switch (junction) {
            case FOLLOWEDBY -> joined(Junction.OR, depth);
            case OR -> joined(Junction.AND, depth);
            case AND -> qualified(depth);
        };
    }

    private ObservationExpression qualified(int depth) throws MalformedPatternException {
        boolean group = scanner.token() == Token.OPEN_PARENTHESIS;
        ObservationExpression expression = group ? group(depth) : single();
        List<String> seen = new ArrayList<>(3);
        boolean repeated = false;
        while (scanner.isWord("WITHIN") || scanner.isWord("REPEATS") || scanner.isWord("START")) {
            String keyword = scanner.lexeme();
            if (seen.contains(keyword)) {
                // Once is what published tools let pass; more would only nest the tree deeper than its parentheses.
                if (!group || repeated) {
                    throw scanner.malformed("at most one " + keyword + " after an observation expression");
                }
                scanner.departure(
                        scanner.start(),
                        "§9.5.1",
                        "a second " + keyword + " qualifies the same observation expression",
                        "put parentheses around the expression with its first qualifiers");
                seen.clear();
                repeated = true;
            }
            seen.add(keyword);
            Qualifier qualifier = qualifier(keyword);
            expression = new Qualified(expression.place().to(qualifier.place()), expression, qualifier);
        }
        return expression;
    }

    private ObservationExpression group(int depth) throws MalformedPatternException {
        if (depth == bounds.maxDepth()) {
            throw scanner.malformed("parentheses at most " + bounds.maxDepth() + " deep");
        }
        scanner.next();
        ObservationExpression inner = joined(Junction.FOLLOWEDBY, depth + 1);
        if (scanner.token() != Token.CLOSE_PARENTHESIS) {
            throw scanner.malformed("AND, OR, FOLLOWEDBY, a qualifier or \")\"");
        }
        scanner.next();
        return inner;
    }

    private ObservationExpression single() throws MalformedPatternException {
        if (scanner.token() != Token.OPEN_BRACKET) {
            if (scanner.token() == Token.WORD && observations == 0) {
                throw scanner.malformed(
                        scanner.start(),
                        scanner.quote(scanner.start(), scanner.end()),
                        OPENING,
                        Optional.of("comparisons stand between square brackets: [file:name = 'a']"));
            }
            throw scanner.malformed(OPENING);
        }
        if (observations++ == bounds.maxObservations()) {
            throw scanner.malformed("at most " + bounds.maxObservations() + " observation expressions");
        }
        int start = scanner.start();
        scanner.next();
        ComparisonExpression comparison = comparisons.comparison();
        if (scanner.token() != Token.CLOSE_BRACKET) {
            throw scanner.malformed("AND, OR or \"]\"");
        }
        Single single = new Single(new Place(start, scanner.end()), comparison);
        scanner.next();
        return single;
    }

    private Qualifier qualifier(String keyword) throws MalformedPatternException {
        int start = scanner.start();
        scanner.next();
        return switch (keyword) {
            case "WITHIN" -> within(start);
            case "REPEATS" -> repeats(start);
            default -> startStop(start);
        };
    }

    private Qualifier within(int start) throws MalformedPatternException {
        if (scanner.token() != Token.INTEGER && scanner.token() != Token.FLOAT) {
            throw scanner.malformed("a number of seconds");
        }
        // A longer number is no duration, and would cost its reader the square of its length.
        if (scanner.end() - scanner.start() > 40) {
            throw scanner.malformed("a number of seconds of at most 40 digits");
        }
        BigDecimal seconds = new BigDecimal(scanner.lexeme());
        if (seconds.signum() < 0) {
            throw scanner.malformed("a positive number of seconds");
        }
        if (seconds.signum() == 0) {
            scanner.departure(scanner.start(), "§9.5.1", "WITHIN 0 SECONDS is no window", "write a positive number");
        }
        scanner.next();
        return new Qualifier.Within(endAt(start, "SECONDS"), seconds);
    }

    private Qualifier repeats(int start) throws MalformedPatternException {
        if (scanner.token() != Token.INTEGER) {
            throw scanner.malformed("a positive integer");
        }
        long times = literals.integer();
        if (times < 0) {
            throw scanner.malformed("a positive integer");
        }
        if (times == 0) {
            scanner.departure(scanner.start(), "§9.5.1", "REPEATS 0 TIMES repeats nothing", "write a positive integer");
        }
        scanner.next();
        return new Qualifier.Repeats(endAt(start, "TIMES"), times);
    }

    private Qualifier startStop(int start) throws MalformedPatternException {
        Constant.TimestampConstant from = literals.timestamp();
        scanner.next();
        if (!scanner.isWord("STOP")) {
            throw scanner.malformed("STOP and a timestamp");
        }
        scanner.next();
        Constant.TimestampConstant to = literals.timestamp();
        Place place = new Place(start, scanner.end());
        scanner.next();
        return new Qualifier.StartStop(place, from, to);
    }

    private Place endAt(int start, String word) throws MalformedPatternException {
        if (!scanner.isWord(word)) {
            throw scanner.malformed(word);
        }
        Place place = new Place(start, scanner.end());
        scanner.next();
        return place;
    }
}
