package io.tidings.stix.pattern.syntax;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.pattern.syntax.ObjectPath.AnyItem;
import io.tidings.stix.pattern.syntax.ObjectPath.Index;
import io.tidings.stix.pattern.syntax.ObjectPath.Step;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes trees in canonical form: one space between words, no parentheses that change nothing, names quoted only
 * where they must be, hex in lower case. What it writes parses to an equal tree.
 */
public final class PatternPrinter {
    private final StringBuilder out = new StringBuilder(128);

    private PatternPrinter() {}

    public static String print(ObservationExpression expression) {
        PatternPrinter printer = new PatternPrinter();
        printer.observation(expression);
        return printer.out.toString();
    }

    /** Without brackets around it. */
    public static String print(ComparisonExpression expression) {
        PatternPrinter printer = new PatternPrinter();
        printer.comparison(expression);
        return printer.out.toString();
    }

    public static String print(ObjectPath path) {
        PatternPrinter printer = new PatternPrinter();
        printer.path(path);
        return printer.out.toString();
    }

    public static String print(Constant constant) {
        PatternPrinter printer = new PatternPrinter();
        printer.constant(constant);
        return printer.out.toString();
    }

    public static String print(Qualifier qualifier) {
        PatternPrinter printer = new PatternPrinter();
        printer.qualifier(qualifier);
        return printer.out.toString();
    }

    private void observation(ObservationExpression expression) {
        expression
                .<Runnable>fold(
                        single -> () -> {
                            out.append('[');
                            comparison(single.comparison());
                            out.append(']');
                        },
                        joined -> () -> joined(joined),
                        qualified -> () -> qualified(qualified))
                .run();
    }

    private void joined(ObservationExpression.Joined joined) {
        String separator = "";
        for (ObservationExpression operand : joined.operands()) {
            out.append(separator);
            boolean parentheses = operand instanceof ObservationExpression.Joined inner
                    && inner.junction().compareTo(joined.junction()) <= 0;
            parenthesised(parentheses, () -> observation(operand));
            separator = " " + joined.junction() + " ";
        }
    }

    private void qualified(ObservationExpression.Qualified outermost) {
        Deque<Qualifier> qualifiers = new ArrayDeque<>();
        ObservationExpression operand = outermost;
        while (operand instanceof ObservationExpression.Qualified qualified) {
            qualifiers.push(qualified.qualifier());
            operand = qualified.operand();
        }
        ObservationExpression innermost = operand;
        out.append("(".repeat(groups(qualifiers)));
        parenthesised(innermost instanceof ObservationExpression.Joined, () -> observation(innermost));
        Set<String> seen = new HashSet<>();
        for (Qualifier qualifier : qualifiers) {
            if (!seen.add(qualifier.keyword())) {
                out.append(')');
                seen.clear();
                seen.add(qualifier.keyword());
            }
            out.append(' ');
            qualifier(qualifier);
        }
    }

    /** How often an expression must be closed off because the next qualifier is of a kind that it has already. */
    private static int groups(Iterable<Qualifier> qualifiers) {
        int groups = 0;
        Set<String> seen = new HashSet<>();
        for (Qualifier qualifier : qualifiers) {
            if (!seen.add(qualifier.keyword())) {
                groups++;
                seen.clear();
                seen.add(qualifier.keyword());
            }
        }
        return groups;
    }

    private void comparison(ComparisonExpression expression) {
        expression
                .<Runnable>fold(
                        test -> () -> test(test), exists -> () -> exists(exists), joined -> () -> joined(joined))
                .run();
    }

    private void joined(ComparisonExpression.Joined joined) {
        String separator = "";
        for (ComparisonExpression operand : joined.operands()) {
            out.append(separator);
            boolean parentheses = operand instanceof ComparisonExpression.Joined inner
                    && inner.junction().compareTo(joined.junction()) <= 0;
            parenthesised(parentheses, () -> comparison(operand));
            separator = " " + joined.junction() + " ";
        }
    }

    private void parenthesised(boolean parentheses, Runnable inner) {
        if (parentheses) {
            out.append('(');
        }
        inner.run();
        if (parentheses) {
            out.append(')');
        }
    }

    private void test(ComparisonExpression.Test test) {
        path(test.path());
        out.append(test.negated() ? " NOT " : " ")
                .append(test.operator().symbol())
                .append(' ');
        if (test.operator() == ComparisonOperator.IN) {
            set(test.constants());
        } else {
            constant(test.constant());
        }
    }

    private void set(List<Constant> members) {
        out.append('(');
        String separator = "";
        for (Constant member : members) {
            out.append(separator);
            constant(member);
            separator = ", ";
        }
        out.append(')');
    }

    private void exists(ComparisonExpression.Exists exists) {
        out.append(exists.negated() ? "NOT EXISTS " : "EXISTS ");
        path(exists.path());
    }

    private void path(ObjectPath path) {
        out.append(path.objectType());
        String separator = ":";
        for (Step step : path.steps()) {
            if (step instanceof ObjectPath.Key key) {
                out.append(separator);
                name(key.name());
            } else if (step instanceof Index index) {
                out.append('[').append(index.index()).append(']');
            } else if (step instanceof AnyItem) {
                out.append("[*]");
            }
            separator = ".";
        }
    }

    private void name(String name) {
        if (Scanner.isPlainName(name)) {
            out.append(name);
        } else {
            string(name);
        }
    }

    private void constant(Constant constant) {
        if (constant instanceof Constant.StringConstant string) {
            string(string.value());
        } else if (constant instanceof Constant.IntegerConstant integer) {
            out.append(integer.value());
        } else if (constant instanceof Constant.FloatConstant real) {
            real(real.value());
        } else if (constant instanceof Constant.BooleanConstant flag) {
            out.append(flag.value());
        } else if (constant instanceof Constant.BinaryConstant binary) {
            out.append("b'")
                    .append(Base64.getEncoder().encodeToString(binary.value().toByteArray()))
                    .append('\'');
        } else if (constant instanceof Constant.HexConstant hex) {
            hex(hex.value());
        } else if (constant instanceof Constant.TimestampConstant timestamp) {
            timestamp(timestamp);
        }
    }

    private void real(double value) {
        if (value == 0 && 1 / value < 0) {
            out.append("-0.0"); // which a BigDecimal does not know
            return;
        }
        String digits = new BigDecimal(Double.toString(value)).toPlainString();
        out.append(digits).append(digits.indexOf('.') < 0 ? ".0" : "");
    }

    private void hex(ByteSlice bytes) {
        out.append("h'");
        for (int i = 0; i < bytes.length(); i++) {
            out.append(Character.forDigit(bytes.at(i) >> 4 & 0xf, 16))
                    .append(Character.forDigit(bytes.at(i) & 0xf, 16));
        }
        out.append('\'');
    }

    private void timestamp(Constant.TimestampConstant timestamp) {
        out.append("t'").append(timestamp.text()).append('\'');
    }

    private void string(String value) {
        out.append('\'');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\'' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('\'');
    }

    private void qualifier(Qualifier qualifier) {
        if (qualifier instanceof Qualifier.Within within) {
            out.append("WITHIN ").append(within.seconds().toPlainString()).append(" SECONDS");
        } else if (qualifier instanceof Qualifier.Repeats repeats) {
            out.append("REPEATS ").append(repeats.times()).append(" TIMES");
        } else if (qualifier instanceof Qualifier.StartStop startStop) {
            out.append("START ");
            timestamp(startStop.start());
            out.append(" STOP ");
            timestamp(startStop.stop());
        }
    }
}
