package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.table.PropertyType.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One object's way through the checks: the parser, the place, what is kept for rules that need it later. */
final class Pass {
    /** Of one list; what comes behind is checked but not kept for rules about the whole list. */
    static final int MOST_KEPT = 10_000;

    final JsonParser parser;
    final ByteSlice bytes;
    final Path path = new Path();
    final PatternCheck patterns;
    /** Of the object; empty where it has none that is a string. */
    final String type;

    private final Report report;
    private final Set<String> extensionTypes = new HashSet<>(2);
    private final Set<String> predefinedExtensions = new HashSet<>(2);
    private String section = "";
    /** Inside what no table describes, errors are of form only: nobody else reads it. */
    private int undescribed;
    /** The references and keys of the observable container that this is in. */
    private @Nullable LocalReferences local;

    Pass(JsonParser parser, ByteSlice bytes, String type, PatternCheck patterns, Report report) {
        this.parser = parser;
        this.bytes = bytes;
        this.patterns = patterns;
        this.type = type;
        this.report = report;
    }

    /** References by key inside an observable container (§2.13). */
    static final class LocalReferences {
        final List<LocalReference> references = new ArrayList<>();
    }

    /** @param property what it may lead to */
    record LocalReference(String key, String pointer, Reference property) {}

    Optional<LocalReferences> local() {
        return Optional.ofNullable(local);
    }

    void enterContainer(LocalReferences references) {
        local = references;
    }

    void leaveContainer() {
        local = null;
    }

    void enterUndescribed() {
        undescribed++;
    }

    void leaveUndescribed() {
        undescribed--;
    }

    /** Sets the section that findings stand in from here; the one before, to be set again. */
    String enterSection(String next) {
        String before = section;
        section = next;
        return before;
    }

    /** The kinds of extension that the object itself has, of those identified by a definition. */
    Set<String> extensionTypes() {
        return extensionTypes;
    }

    /** The names of the predefined extensions that the object itself has. */
    Set<String> predefinedExtensions() {
        return predefinedExtensions;
    }

    /** A broken MUST that any reader copes with. */
    void form(Rule rule, String problem, String remedy) {
        report(Severity.ERROR, Harm.FORM, rule, problem, remedy);
    }

    /** A broken MUST on which readers fail. */
    void error(Rule rule, String problem, String remedy) {
        boolean identity = path.depth() == 1
                && (path.property().equals("id") || path.property().equals("type"));
        Harm harm = identity ? Harm.IDENTITY : undescribed > 0 ? Harm.FORM : Harm.READING;
        report(Severity.ERROR, harm, rule, problem, remedy);
    }

    /** A broken MUST that leaves open which object this is. */
    void fatal(Rule rule, String problem, String remedy) {
        report(Severity.ERROR, Harm.IDENTITY, rule, problem, remedy);
    }

    void warn(Rule rule, String problem, String remedy) {
        report(Severity.WARNING, Harm.FORM, rule, problem, remedy);
    }

    void note(Rule rule, String problem, String remedy) {
        report(Severity.NOTE, Harm.FORM, rule, problem, remedy);
    }

    private void report(Severity severity, Harm harm, Rule rule, String problem, String remedy) {
        if (report.lists(severity, harm)) {
            report.add(path.pointer().text(), rule, section, severity, harm, problem, remedy);
        }
    }

    /** As {@link #note}, at another place. */
    void noteAt(String pointer, Rule rule, String problem, String remedy) {
        if (report.lists(Severity.NOTE, Harm.FORM)) {
            report.add(pointer, rule, section, Severity.NOTE, Harm.FORM, problem, remedy);
        }
    }

    /** As {@link #form}, at another place. */
    void formAt(String pointer, Rule rule, String problem, String remedy) {
        report.add(pointer, rule, section, Severity.ERROR, Harm.FORM, problem, remedy);
    }

    /** Reports a value of another JSON type than {@code expected}, and passes over it. */
    void wrongType(JsonToken token, Rule rule, String expected) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            error(Rule.S_009, "is null", "leave the property out, or give " + expected);
        } else {
            error(rule, "is " + typeOf(token), "give " + expected);
        }
        skip(token);
    }

    void skip(JsonToken token) throws IOException {
        if (token.isStructStart()) {
            parser.skipChildren();
        }
    }

    String text() throws IOException {
        return parser.getText();
    }

    static String typeOf(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "null";
        };
    }

    /** {@code text} in quotes, cut and without control characters, to stand in a message. */
    static String quote(String text) {
        int longest = 80;
        int end = Math.min(text.length(), longest);
        if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder quoted = new StringBuilder(end + 3).append('"');
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            quoted.append(Character.isISOControl(c) ? '\ufffd' : c);
        }
        return quoted.append(end < text.length() ? "…\"" : "\"").toString();
    }
}
