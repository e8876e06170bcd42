package io.tidings.stix.pattern.syntax;

import io.tidings.stix.pattern.syntax.ComparisonExpression.Exists;
import io.tidings.stix.pattern.syntax.ComparisonExpression.Joined;
import io.tidings.stix.pattern.syntax.ComparisonExpression.Test;
import io.tidings.stix.pattern.syntax.ObjectPath.Step;
import io.tidings.stix.validate.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands between the brackets (STIX 2.1 §9.6, §9.7). */
final class ComparisonParser {
    private static final String OPERATOR =
            "a comparison operator (=, !=, <, >, <=, >=, IN, LIKE, MATCHES, ISSUBSET, ISSUPERSET)";

    private final Scanner scanner;
    private final PatternBounds bounds;
    private final Literals literals;
    private int parts;

    ComparisonParser(Scanner scanner, PatternBounds bounds) {
        this.scanner = scanner;
        this.bounds = bounds;
        this.literals = new Literals(scanner);
    }

    ComparisonExpression comparison() throws MalformedPatternException {
        return joined(Junction.OR, 0);
    }

    private ComparisonExpression joined(Junction junction, int depth) throws MalformedPatternException {
        ComparisonExpression first = operand(junction, depth);
        if (!scanner.isWord(junction.name())) {
            return first;
        }
        List<ComparisonExpression> operands = new ArrayList<>();
        operands.add(first);
        while (scanner.isWord(junction.name())) {
            scanner.next();
            operands.add(operand(junction, depth));
        }
        Place last = operands.get(operands.size() - 1).place();
        return new Joined(first.place().to(last), junction, operands);
    }

    private ComparisonExpression operand(Junction junction, int depth) throws MalformedPatternException {
        if (junction == Junction.OR) {
            return joined(Junction.AND, depth);
        }
        if (scanner.token() == Token.OPEN_PARENTHESIS) {
            return group(depth);
        }
        count();
        if (scanner.isWord("EXISTS") || scanner.isWord("NOT")) {
            return exists();
        }
        return test();
    }

    private ComparisonExpression group(int depth) throws MalformedPatternException {
        if (depth == bounds.maxDepth()) {
            throw scanner.malformed("parentheses at most " + bounds.maxDepth() + " deep");
        }
        scanner.next();
        ComparisonExpression inner = joined(Junction.OR, depth + 1);
        if (scanner.token() != Token.CLOSE_PARENTHESIS) {
            throw scanner.malformed("AND, OR or \")\"");
        }
        scanner.next();
        return inner;
    }

    private ComparisonExpression exists() throws MalformedPatternException {
        int start = scanner.start();
        boolean negated = scanner.isWord("NOT");
        if (negated) {
            scanner.next();
            if (!scanner.isWord("EXISTS")) {
                throw scanner.malformed(
                        start,
                        "\"NOT\"",
                        "an object path",
                        Optional.of("NOT stands between path and operator (file:name NOT = 'a'), or before EXISTS"));
            }
        }
        scanner.next();
        ObjectPath path = path();
        return new Exists(new Place(start, path.place().end()), negated, path);
    }

    private ComparisonExpression test() throws MalformedPatternException {
        ObjectPath path = path();
        boolean negated = scanner.isWord("NOT");
        if (negated) {
            scanner.next();
        }
        ComparisonOperator operator = operator();
        scanner.next();
        List<Constant> constants = operator == ComparisonOperator.IN ? set() : List.of(constant(operator));
        Place place = new Place(path.place().start(), scanner.end());
        scanner.next();
        return new Test(place, path, negated, operator, constants);
    }

    private ComparisonOperator operator() throws MalformedPatternException {
        return switch (scanner.token()) {
            case EQUAL -> ComparisonOperator.EQUAL;
            case NOT_EQUAL -> ComparisonOperator.NOT_EQUAL;
            case LESS -> ComparisonOperator.LESS;
            case GREATER -> ComparisonOperator.GREATER;
            case LESS_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> ComparisonOperator.GREATER_OR_EQUAL;
            case WORD -> operatorWord();
            default -> throw scanner.malformed(OPERATOR);
        };
    }

    private ComparisonOperator operatorWord() throws MalformedPatternException {
        return switch (scanner.lexeme()) {
            case "IN" -> ComparisonOperator.IN;
            case "LIKE" -> ComparisonOperator.LIKE;
            case "MATCHES" -> ComparisonOperator.MATCHES;
            case "ISSUBSET" -> ComparisonOperator.ISSUBSET;
            case "ISSUPERSET" -> ComparisonOperator.ISSUPERSET;
            default -> throw scanner.malformed(OPERATOR);
        };
    }

    private Constant constant(ComparisonOperator operator) throws MalformedPatternException {
        if (operator.takesString() && scanner.token() != Token.STRING) {
            throw scanner.malformed("a string constant after " + operator.symbol());
        }
        Constant constant = literals.constant();
        if (operator.isOrder() && constant instanceof Constant.BooleanConstant) {
            throw scanner.malformed(
                    scanner.start(),
                    scanner.quote(scanner.start(), scanner.end()),
                    "a constant that has an order after " + operator.symbol(),
                    Optional.of("compare booleans with = or !="));
        }
        return constant;
    }

    /** Leaves the scanner on the closing parenthesis. */
    private List<Constant> set() throws MalformedPatternException {
        if (scanner.token() != Token.OPEN_PARENTHESIS) {
            throw scanner.malformed("\"(\" and the members of the set");
        }
        scanner.next();
        List<Constant> members = new ArrayList<>();
        if (scanner.token() == Token.CLOSE_PARENTHESIS) {
            // A warning: the text shows no empty set, but does not rule one out either.
            scanner.note(
                    Severity.WARNING,
                    scanner.start(),
                    "§9.6.1",
                    "the set after IN is empty, so that nothing is in it",
                    "name at least one member");
            return members;
        }
        members.add(literals.constant());
        scanner.next();
        while (scanner.token() == Token.COMMA) {
            scanner.next();
            count();
            members.add(literals.constant());
            scanner.next();
        }
        if (scanner.token() != Token.CLOSE_PARENTHESIS) {
            throw scanner.malformed("\",\" or \")\"");
        }
        return members;
    }

    private ObjectPath path() throws MalformedPatternException {
        if (scanner.token() != Token.WORD || Keywords.contains(scanner.lexeme())) {
            throw scanner.malformed("an object path such as file:name");
        }
        scanner.extendToTypeName();
        int start = scanner.start();
        String type = scanner.lexeme();
        scanner.next();
        if (scanner.token() != Token.COLON) {
            throw scanner.malformed("\":\" and a property");
        }
        scanner.next();
        List<Step> steps = new ArrayList<>(4);
        int end = scanner.end();
        steps.add(key());
        while (scanner.token() == Token.DOT || scanner.token() == Token.OPEN_BRACKET) {
            count();
            if (scanner.token() == Token.DOT) {
                scanner.next();
                end = scanner.end();
                steps.add(key());
            } else {
                scanner.next();
                steps.add(item());
                end = scanner.end();
                scanner.next();
            }
        }
        return new ObjectPath(new Place(start, end), type, steps);
    }

    private Step key() throws MalformedPatternException {
        boolean plain = scanner.token() == Token.WORD && !Keywords.contains(scanner.lexeme());
        if (!plain && scanner.token() != Token.STRING) {
            throw scanner.malformed("the name of a property");
        }
        Step key = new ObjectPath.Key(scanner.place(), plain ? scanner.lexeme() : literals.string());
        scanner.next();
        return key;
    }

    /** Leaves the scanner on the closing bracket. */
    private Step item() throws MalformedPatternException {
        Place place = scanner.place();
        Step step;
        if (scanner.token() == Token.STAR) {
            step = new ObjectPath.AnyItem(place);
        } else if (scanner.token() == Token.INTEGER) {
            step = new ObjectPath.Index(place, index());
        } else {
            throw scanner.malformed("the index of a list item: a number from 0, or *");
        }
        scanner.next();
        if (scanner.token() != Token.CLOSE_BRACKET) {
            throw scanner.malformed("\"]\"");
        }
        return step;
    }

    private int index() throws MalformedPatternException {
        long index = literals.integer();
        if (index != (int) index) {
            throw scanner.malformed("an index of at most 31 bits");
        }
        if (index < 0) {
            scanner.departure(
                    scanner.start(), "§9.7", "an index is negative and selects nothing", "count items from 0");
        }
        return (int) index;
    }

    private void count() throws MalformedPatternException {
        if (parts++ == bounds.maxTests()) {
            throw scanner.malformed("at most " + bounds.maxTests() + " comparisons, set members and steps of paths");
        }
    }
}
