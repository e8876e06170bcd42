package io.tidings.stix.pattern;

import io.tidings.stix.pattern.extract.Extractor;
import io.tidings.stix.pattern.extract.PlainIndicator;
import io.tidings.stix.pattern.match.Answer;
import io.tidings.stix.pattern.match.CompiledPattern;
import io.tidings.stix.pattern.match.Observation;
import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.pattern.syntax.ObservationExpression;
import io.tidings.stix.pattern.syntax.PatternBounds;
import io.tidings.stix.pattern.syntax.PatternFinding;
import io.tidings.stix.pattern.syntax.PatternParser;
import io.tidings.stix.pattern.syntax.PatternPrinter;
import io.tidings.stix.pattern.syntax.SyntaxTree;
import io.tidings.stix.pattern.types.PatternChecker;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.validate.Severity;
import java.util.List;

/**
 * A STIX pattern (STIX 2.1 §9), such as {@code [ipv4-addr:value = '198.51.100.7']}. Immutable.
 *
 * <pre>{@code
 * Pattern pattern = Pattern.parse("[file:hashes.MD5 = '9e107d9d372bb6826bd81d3542a419d6']");
 * pattern.check().forEach(System.out::println);
 * Answer answer = pattern.compile().match(observations);
 * }</pre>
 *
 * <p>What published tools accept beyond the text, such as {@code ==}, is accepted and reported by {@link #check()}.
 */
public final class Pattern {
    private final String text;
    private final SyntaxTree tree;

    private Pattern(String text, SyntaxTree tree) {
        this.text = text;
        this.tree = tree;
    }

    /**
     * The pattern that {@code text} spells, within {@link PatternBounds#standard()}.
     *
     * @throws MalformedPatternException if it spells none; the message says where, what was found and what would fit
     */
    public static Pattern parse(String text) throws MalformedPatternException {
        return parse(text, PatternBounds.standard());
    }

    /** As {@link #parse(String)}, within other bounds. */
    public static Pattern parse(String text, PatternBounds bounds) throws MalformedPatternException {
        return new Pattern(text, PatternParser.parse(text, bounds));
    }

    /** As it was parsed, white space and all. */
    public String text() {
        return text;
    }

    public ObservationExpression root() {
        return tree.root();
    }

    /** The pattern in canonical form: patterns that mean the same but for spelling are printed the same. */
    public String print() {
        return PatternPrinter.print(tree.root());
    }

    /**
     * What is wrong or doubtful, in the order of the text: form, object types, paths, operators, constants.
     * {@link Severity#ERROR} marks what is against the text.
     */
    public List<PatternFinding> check() {
        return PatternChecker.check(text, tree, ObjectTables.standard());
    }

    /** Whether {@link #check()} finds no error: the pattern is valid by the text, with all its conditions. */
    public boolean isValid() {
        return check().stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /** What the pattern says, in plain words and as a tree. */
    public Explanation explain() {
        return Explainer.explain(text, tree.root());
    }

    /** Ready to be matched many times. */
    public CompiledPattern compile() {
        return CompiledPattern.of(tree.root());
    }

    /** Whether the pattern holds for {@code observations}; to match it more than once, {@link #compile()} it. */
    public Answer match(List<Observation> observations) {
        return compile().match(observations);
    }

    /** The addresses, names, URLs, digests and the like that it compares with, each with its part in the whole. */
    public List<PlainIndicator> indicators() {
        return Extractor.extract(tree.root());
    }

    /** Patterns are equal if they mean the same but for spelling. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Pattern pattern && tree.root().equals(pattern.tree.root());
    }

    @Override
    public int hashCode() {
        return tree.root().hashCode();
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
