package io.tidings.stix.pattern.types;

import io.tidings.stix.pattern.address.IpNetwork;
import io.tidings.stix.pattern.regex.Regex;
import io.tidings.stix.pattern.regex.RegexException;
import io.tidings.stix.pattern.syntax.ComparisonExpression;
import io.tidings.stix.pattern.syntax.ComparisonExpression.Test;
import io.tidings.stix.pattern.syntax.ComparisonOperator;
import io.tidings.stix.pattern.syntax.Constant;
import io.tidings.stix.pattern.syntax.Junction;
import io.tidings.stix.pattern.syntax.Locations;
import io.tidings.stix.pattern.syntax.ObjectPath;
import io.tidings.stix.pattern.syntax.ObservationExpression;
import io.tidings.stix.pattern.syntax.PatternFinding;
import io.tidings.stix.pattern.syntax.Place;
import io.tidings.stix.pattern.syntax.Qualifier;
import io.tidings.stix.pattern.syntax.SyntaxTree;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.table.PropertyType;
import io.tidings.stix.table.PropertyType.Kind;
import io.tidings.stix.validate.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what is wrong with a pattern that could be parsed; one instance for one pattern. */
public final class PatternChecker {
    private static final String RULE = "S-257";
    private static final int MOST_FINDINGS = 1_000;
    private static final Set<String> ADDRESSES = Set.of("ipv4-addr", "ipv6-addr");

    private final Locations locations;
    private final ObjectTables tables;
    private final List<PatternFinding> findings = new ArrayList<>();
    private int errors;

    private PatternChecker(String text, ObjectTables tables) {
        this.locations = new Locations(text);
        this.tables = tables;
    }

    /**
     * The findings, in the order of the text; those of {@code tree}'s form are among them. No more than about 1,000 of
     * each severity: of a pattern with an error one is listed, however much else there is to say.
     *
     * @param text that {@code tree} was parsed from
     */
    public static List<PatternFinding> check(String text, SyntaxTree tree, ObjectTables tables) {
        PatternChecker checker = new PatternChecker(text, tables);
        for (PatternFinding departure : tree.departures()) {
            checker.findings.add(departure);
            checker.errors += departure.severity() == Severity.ERROR ? 1 : 0;
        }
        checker.observation(tree.root());
        checker.findings.sort(
                Comparator.comparingInt(finding -> finding.location().offset()));
        return List.copyOf(checker.findings);
    }

    private void observation(ObservationExpression expression) {
        expression
                .<Runnable>fold(
                        single -> () -> comparison(single.comparison()),
                        joined -> () -> joined.operands().forEach(this::observation),
                        qualified -> () -> {
                            observation(qualified.operand());
                            qualifier(qualified.qualifier());
                        })
                .run();
    }

    private void qualifier(Qualifier qualifier) {
        if (qualifier instanceof Qualifier.StartStop span
                && span.start().instant().isPresent()
                && span.stop().instant().isPresent()
                && span.start().instant().get().compareTo(span.stop().instant().get()) >= 0) {
            add(
                    Severity.WARNING,
                    qualifier.place(),
                    "§9.5.1",
                    "STOP is not after START, so that nothing can match",
                    "let STOP be later; it is exclusive");
        }
    }

    /** The object types that an object may have for which the expression holds. */
    private Set<String> comparison(ComparisonExpression expression) {
        return expression.fold(this::test, exists -> path(exists.path()), this::joined);
    }

    private Set<String> joined(ComparisonExpression.Joined joined) {
        List<Set<String>> types =
                joined.operands().stream().map(this::comparison).toList();
        boolean differ = types.stream().anyMatch(set -> !set.equals(types.get(0)));
        if (!differ) {
            return types.get(0);
        }
        Set<String> result = new HashSet<>(types.get(0));
        if (joined.junction() == Junction.OR) {
            types.forEach(result::addAll);
            return result;
        }
        types.forEach(result::retainAll);
        String all =
                types.stream().flatMap(Set::stream).distinct().sorted().limit(8).collect(Collectors.joining(", "));
        add(
                Severity.ERROR,
                joined.place(),
                "§9.6",
                "AND joins comparisons of different object types (" + all + ")",
                "join different types with OR, or put them into observation expressions of their own: […] AND […]");
        return result.isEmpty() ? types.get(0) : result;
    }

    private Set<String> path(ObjectPath path) {
        resolve(path);
        return Set.of(path.objectType());
    }

    private ResolvedPath resolve(ObjectPath path) {
        ResolvedPath resolved = PathResolver.resolve(tables, path);
        for (ResolvedPath.Problem problem : resolved.problems()) {
            add(problem.severity(), problem.place(), problem.section(), problem.message(), problem.remedy());
        }
        return resolved;
    }

    private Set<String> test(Test test) {
        ResolvedPath resolved = resolve(test.path());
        sameKinds(test);
        switch (test.operator()) {
            case ISSUBSET, ISSUPERSET -> network(test, resolved);
            case MATCHES -> expression(test);
            default -> {}
        }
        resolved.type().ifPresent(type -> test.constants().forEach(constant -> fits(test, type, constant)));
        return Set.of(test.path().objectType());
    }

    private void sameKinds(Test test) {
        if (test.constants().size() < 2) {
            return;
        }
        Set<String> kinds = test.constants().stream()
                .map(constant -> constant.kind().equals("float") ? "integer" : constant.kind())
                .collect(Collectors.toUnmodifiableSet());
        if (kinds.size() > 1) {
            add(
                    Severity.ERROR,
                    test.place(),
                    "§9.6.1",
                    "the members of the set after IN are of different types ("
                            + kinds.stream().sorted().collect(Collectors.joining(", ")) + ")",
                    "let all be of the property's type");
        }
    }

    private void network(Test test, ResolvedPath resolved) {
        Constant constant = test.constant();
        if (constant instanceof Constant.StringConstant string
                && IpNetwork.parse(string.value()).isEmpty()) {
            add(
                    Severity.ERROR,
                    constant.place(),
                    "§9.6.1",
                    "\"" + cut(string.value()) + "\" is no IP address or CIDR block",
                    "write one such as '198.51.100.0/24' or '2001:db8::/32'");
        }
        boolean known = !resolved.owners().isEmpty();
        boolean address = test.path().lastKey().name().equals("value")
                && resolved.owners().stream().anyMatch(ADDRESSES::contains);
        if (known && !address) {
            add(
                    Severity.ERROR,
                    test.path().place(),
                    "§9.6.1",
                    test.operator().symbol() + " compares the value of ipv4-addr and ipv6-addr objects only",
                    "compare such a value, if need be through a reference: network-traffic:src_ref.value");
        }
    }

    private void expression(Test test) {
        String regex = ((Constant.StringConstant) test.constant()).value();
        try {
            Regex.ofText(regex);
        } catch (RegexException unusable) {
            add(
                    unusable.isUnsupported() ? Severity.WARNING : Severity.ERROR,
                    test.constant().place(),
                    "§9.6.1",
                    "the regular expression cannot be used: " + unusable.getMessage(),
                    "write one in PCRE's syntax; in a pattern each of its backslashes is doubled");
        }
    }

    private void fits(Test test, PropertyType type, Constant constant) {
        Kind kind = type.kind();
        if (kind == Kind.LIST) {
            never(test, constant, "a list", "select its items: " + test.path() + "[*]");
            return;
        }
        boolean object = kind == Kind.REFERENCE && !test.path().lastKey().name().equals("id")
                || kind == Kind.PART
                || kind == Kind.DICTIONARY
                || kind == Kind.HASHES
                || kind == Kind.EXTENSIONS;
        if (object) {
            never(
                    test,
                    constant,
                    kind == Kind.REFERENCE ? "an object, since references are followed" : "an object",
                    "compare one of its properties");
            return;
        }
        if (!accepts(kind, constant) || !accepts(kind, test.operator())) {
            never(test, constant, article(word(kind)), remedy(kind));
        } else {
            spelling(test, type, constant);
        }
    }

    private void never(Test test, Constant constant, String what, String remedy) {
        add(
                Severity.WARNING,
                constant.place(),
                "§9.6",
                test.path() + " is " + what + ", which " + test.operator().symbol() + " cannot compare with "
                        + article(constant.kind()),
                remedy);
    }

    private static boolean accepts(Kind kind, Constant constant) {
        return switch (constant.kind()) {
            case "integer", "float" -> kind == Kind.INTEGER || kind == Kind.FLOAT;
            case "boolean" -> kind == Kind.BOOLEAN;
            case "timestamp" -> kind == Kind.TIMESTAMP;
            case "string" ->
                kind == Kind.STRING
                        || kind == Kind.TERM
                        || kind == Kind.BINARY
                        || kind == Kind.HEX
                        || kind == Kind.REFERENCE;
            default -> kind == Kind.STRING || kind == Kind.TERM || kind == Kind.BINARY || kind == Kind.HEX;
        };
    }

    private static boolean accepts(Kind kind, ComparisonOperator operator) {
        boolean text = kind == Kind.STRING
                || kind == Kind.TERM
                || kind == Kind.BINARY
                || kind == Kind.HEX
                || kind == Kind.REFERENCE;
        return !operator.takesString() || text;
    }

    /** Values that no valid object holds. */
    private void spelling(Test test, PropertyType type, Constant constant) {
        boolean exact = test.operator() == ComparisonOperator.EQUAL || test.operator() == ComparisonOperator.IN;
        if (!exact || !(constant instanceof Constant.StringConstant string)) {
            return;
        }
        if (type instanceof PropertyType.Term term
                && !term.vocabulary().open()
                && !term.vocabulary().contains(string.value())) {
            add(
                    Severity.WARNING,
                    constant.place(),
                    "§2.4",
                    "\"" + cut(string.value()) + "\" is no value of " + test.path(),
                    "write one of "
                            + term.vocabulary().terms().stream().limit(12).collect(Collectors.joining(", ")));
        }
        Hashes.problem(test.path(), string.value())
                .ifPresent(problem -> add(
                        Severity.WARNING, constant.place(), "§2.7", problem, "write the digest in hexadecimal, whole"));
    }

    private static String remedy(Kind kind) {
        return switch (kind) {
            case TIMESTAMP -> "write a timestamp: t'2026-01-31T12:00:00Z'";
            case INTEGER, FLOAT -> "write a number without quotes";
            case BOOLEAN -> "write true or false without quotes";
            default -> "write a string: 'text'";
        };
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case TERM, STRING -> "string";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String article(String noun) {
        return (noun.startsWith("i") ? "an " : "a ") + noun;
    }

    private static String cut(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }

    private void add(Severity severity, Place place, String section, String message, String remedy) {
        boolean error = severity == Severity.ERROR;
        if ((error ? errors : findings.size() - errors) < MOST_FINDINGS) {
            errors += error ? 1 : 0;
            findings.add(new PatternFinding(
                    severity, locations.of(place.start()), RULE + " (" + section + ")", message, remedy));
        }
    }
}
