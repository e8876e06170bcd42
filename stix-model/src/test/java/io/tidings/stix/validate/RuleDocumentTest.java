package io.tidings.stix.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.testing.Shared;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/stix-rules.md} lists every rule with what shows it; it is made here. With {@code -Dtidings.docs=write}
 * the test writes it, otherwise it fails when the document is not what the code says.
 */
class RuleDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "stix-rules.md");

    @Test
    void theDocumentSaysWhatTheCodeDoes() throws Exception {
        String document = document();
        if ("write".equals(System.getProperty("tidings.docs"))) {
            Files.writeString(DOCUMENT, document);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("run this test with -Dtidings.docs=write to bring docs/stix-rules.md up to date")
                .isEqualTo(document);
    }

    @Test
    void everyRuleThatIsCheckedIsShownBrokenAndKept() {
        Map<Rule, List<RuleCase>> cases = cases();
        for (Rule rule : Rule.values()) {
            if (rule.where().equals("bundle")) {
                assertThat(BundleCase.all().filter(it -> it.rule() == rule))
                        .as(rule.id())
                        .anyMatch(BundleCase::broken)
                        .anyMatch(it -> !it.broken());
            } else if (rule.where().equals("object") && rule.remark().isEmpty()) {
                assertThat(cases.getOrDefault(rule, List.of()))
                        .as(rule.id())
                        .anyMatch(it -> it.expected().isPresent())
                        .anyMatch(it -> it.expected().isEmpty());
            }
        }
    }

    @Test
    void theRulesAreThoseOfTheDigest() {
        String digest = new String(Shared.bytes("spec/stix-2.1/rules.md"), StandardCharsets.UTF_8);
        Set<String> expected = new TreeSet<>();
        Matcher matcher =
                Pattern.compile("^- \\*\\*(S-\\d+)\\*\\*", Pattern.MULTILINE).matcher(digest);
        while (matcher.find()) {
            expected.add(matcher.group(1));
        }
        assertThat(Stream.of(Rule.values()).map(Rule::id)).containsExactlyElementsOf(expected);
    }

    private static Map<Rule, List<RuleCase>> cases() {
        return RuleCase.all()
                .collect(Collectors.groupingBy(RuleCase::rule, () -> new EnumMap<>(Rule.class), Collectors.toList()));
    }

    private static String document() {
        Map<Rule, List<RuleCase>> cases = cases();
        StringBuilder out = new StringBuilder("""
                # The rules of STIX 2.1 and what shows them

                Made by `RuleDocumentTest` from the code and its test cases; do not edit. Numbers are those that findings \
                name. *Checked*: `object`, each object by itself (`Validator`); `bundle`, the objects of a bundle together \
                (`BundleCheck`); `reader`, refused before validation; `library` or `node`, kept rather than checked; else \
                why nothing can be checked. *Shown*: cases in `cases.json` or `BundleCase` in which the rule is broken, and in which it is \
                kept though it may look otherwise.

                | rule | § | what it says | checked | shown broken | shown kept |
                |---|---|---|---|---|---|
                """);
        for (Rule rule : Rule.values()) {
            List<RuleCase> own = cases.getOrDefault(rule, List.of());
            out.append("| ").append(rule.id());
            out.append(" | ").append(rule.section());
            out.append(" | ").append(escaped(rule.text()));
            out.append(" | ").append(rule.where());
            out.append(rule.remark().isEmpty() ? "" : ": " + rule.remark());
            out.append(" | ").append(titles(rule, own, true));
            out.append(" | ").append(titles(rule, own, false)).append(" |\n");
        }
        return out.toString();
    }

    private static String titles(Rule rule, List<RuleCase> cases, boolean broken) {
        return Stream.concat(
                        cases.stream()
                                .filter(it -> it.expected().isPresent() == broken)
                                .map(RuleCase::title),
                        BundleCase.all()
                                .filter(it -> it.rule() == rule && it.broken() == broken)
                                .map(BundleCase::title))
                .map(RuleDocumentTest::escaped)
                .collect(Collectors.joining("; "));
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_");
    }
}
