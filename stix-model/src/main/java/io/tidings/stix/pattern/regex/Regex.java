package io.tidings.stix.pattern.regex;

import java.nio.charset.StandardCharsets;

/**
 * A compiled expression. Supported is PCRE's syntax but for recursion and calls, conditions, {@code (?|…)}, verbs,
 * {@code \K}, {@code \X}, {@code \C}, {@code \G} and relative references; the dot matches line breaks too (DOTALL),
 * {@code \d}, {@code \w} and {@code \s} are ASCII. Used by any number of threads.
 *
 * <p>A search is linear in the subject's length unless the expression looks around, refers back or is atomic; then
 * its work can explode, and the bound on steps ends it.
 */
public final class Regex {
    private static final int LONGEST = 1 << 16;

    private final Program program;
    private final String prefix;
    private final boolean anchored;

    private Regex(Program program) {
        this.program = program;
        this.prefix = program.prefix();
        this.anchored = program.isAnchored();
    }

    /**
     * For subjects that are text.
     *
     * @throws RegexException if {@code regex} is malformed or not supported
     */
    public static Regex ofText(String regex) throws RegexException {
        return of(regex, false);
    }

    /**
     * For subjects that are bytes: the characters below U+0100 stand for one each, and letters are those of ASCII.
     *
     * @throws RegexException if {@code regex} is malformed or not supported
     */
    public static Regex ofBytes(String regex) throws RegexException {
        return of(regex, true);
    }

    private static Regex of(String regex, boolean bytes) throws RegexException {
        if (regex.length() > LONGEST) {
            throw new RegexException("an expression of more than " + LONGEST + " characters is not supported", 0, true);
        }
        RegexParser parser = new RegexParser(regex, bytes);
        Node root = parser.parse();
        return new Regex(Program.of(root, parser.groups()));
    }

    /** Whether {@code subject} holds a match; {@link Found#GAVE_UP} when {@code steps} are spent first. */
    public Found find(String subject, Steps steps) {
        return new Search(program, subject, steps).run(prefix, anchored);
    }

    /** As {@link #find(String, Steps)}, of bytes. */
    public Found find(byte[] subject, Steps steps) {
        return find(new String(subject, StandardCharsets.ISO_8859_1), steps);
    }
}
