package io.tidings.node.sensitive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.pattern.regex.Steps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for what is sensitive in an object's texts: its descriptions and names, its own properties' values, its pattern.
 * Identifiers, references, times and digests are passed over. Safe for use by any number of threads.
 */
public final class SensitiveCheck {
    /** Enough to judge an object by. */
    private static final int MOST_FINDINGS = 20;

    /** Work on one object for the configuration's patterns: about 20 ms. */
    private static final long PATTERN_STEPS = 2_000_000;

    private static final int SHORTEST = 4;
    private static final int MASK_BEHIND = 6;
    private static final int LONGEST_EXCERPT = 40;
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private final SensitiveRules rules;
    private final Candidates candidates;

    public SensitiveCheck(SensitiveRules rules) {
        this.rules = rules;
        this.candidates = new Candidates(rules);
    }

    /**
     * What is sensitive in {@code object}, at most twenty findings in the order of its text.
     *
     * @throws IllegalArgumentException if its bytes are not well-formed JSON
     */
    public List<SensitiveFinding> findings(StixObject object) {
        if (!candidates.any(object.bytes())) {
            return List.of();
        }
        ByteSlice bytes = object.bytes();
        Set<SensitiveFinding> findings = new LinkedHashSet<>();
        try (JsonParser parser = JSON.createParser(bytes.array(), bytes.offset(), bytes.length())) {
            new Walk(parser, new Steps(PATTERN_STEPS), findings)
                    .run(!object.head().isVersioned());
        } catch (IOException notJson) {
            throw new IllegalArgumentException("not well-formed JSON (RFC 8259)", notJson);
        }
        return new ArrayList<>(findings);
    }

    /** One object's texts; for one thread. */
    private final class Walk {
        private final JsonParser parser;
        private final Steps steps;
        private final Set<SensitiveFinding> findings;

        Walk(JsonParser parser, Steps steps, Set<SensitiveFinding> findings) {
            this.parser = parser;
            this.steps = steps;
            this.findings = findings;
        }

        void run(boolean observable) throws IOException {
            FieldRole role = FieldRole.TEXT;
            for (JsonToken token = parser.nextToken();
                    token != null && findings.size() < MOST_FINDINGS;
                    token = parser.nextToken()) {
                switch (token) {
                    case FIELD_NAME -> {
                        role = FieldRole.of(parser.currentName(), observable);
                        if (role == FieldRole.NOTHING) {
                            parser.nextToken();
                            parser.skipChildren();
                        } else {
                            look(role, parser.currentName()); // a dictionary's keys are values too
                        }
                    }
                    case VALUE_STRING, VALUE_NUMBER_INT -> look(role, parser.getText());
                    default -> {}
                }
            }
        }

        private void look(FieldRole role, String text) {
            if (text.length() >= SHORTEST) {
                new TextScan(rules, role, steps, text, this::add).run();
            }
        }

        private void add(SensitiveKind kind, String found) {
            if (findings.size() < MOST_FINDINGS) {
                boolean isName = parser.currentToken() == JsonToken.FIELD_NAME; // which is not to be shown whole
                JsonStreamContext context = parser.getParsingContext();
                String pointer =
                        (isName ? context.getParent() : context).pathAsPointer().toString();
                findings.add(
                        new SensitiveFinding(kind, pointer, kind == SensitiveKind.PATTERN ? found : masked(found)));
            }
        }
    }

    private static String masked(String found) {
        String cut = found.length() > LONGEST_EXCERPT ? found.substring(0, LONGEST_EXCERPT) : found;
        return cut.length() <= MASK_BEHIND
                ? cut.charAt(0) + "…"
                : cut.substring(0, 3) + "…" + cut.substring(cut.length() - 2);
    }
}
