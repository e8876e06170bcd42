package io.tidings.stix.pattern.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidings.stix.validate.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternParserTest {
    private static final PatternBounds BOUNDS = PatternBounds.standard();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "[a:b = 'c']|[a:b = 'c']",
                "[ a:b='c'\u00a0AND\u3000a:'d' NOT!=-1 ]|[a:b = 'c' AND a:d NOT != -1]",
                "([a:b=1]) AND (([a:c=.50]))|[a:b = 1] AND [a:c = 0.5]",
                "[a:b=01.5]|[a:b = 1.5]",
                "[a:b=1] AND ([a:b=2] OR [a:b=3])|[a:b = 1] AND ([a:b = 2] OR [a:b = 3])",
                "([a:b=1] AND [a:b=2]) OR [a:b=3]|[a:b = 1] AND [a:b = 2] OR [a:b = 3]",
                "[(a:b=1 OR a:b=2) AND a:c=3]|[(a:b = 1 OR a:b = 2) AND a:c = 3]",
                "[a:h.'SHA-256' = h'00Ff']|[a:h.'SHA-256' = h'00ff']",
                "[a:l[*].x_refs[0].t IN (t'2020-01-01T00:00:00.10Z')]|[a:l[*].x_refs[0].t IN (t'2020-01-01T00:00:00.10Z')]",
                "[a:b LIKE 'it\\'s \\\\%']|[a:b LIKE 'it\\'s \\\\%']",
                "[EXISTS a:b OR NOT EXISTS a:'AND']|[EXISTS a:b OR NOT EXISTS a:'AND']",
                "[a:b=1]REPEATS 2 TIMES WITHIN 5.00 SECONDS|[a:b = 1] REPEATS 2 TIMES WITHIN 5 SECONDS",
                "([a:b=1] REPEATS 2 TIMES) REPEATS 3 TIMES|([a:b = 1] REPEATS 2 TIMES) REPEATS 3 TIMES",
                "([a:b=1] FOLLOWEDBY [a:b=2]) WITHIN 5 SECONDS|([a:b = 1] FOLLOWEDBY [a:b = 2]) WITHIN 5 SECONDS",
                "[a-b-c:d = b'AQI=']|[a-b-c:d = b'AQI=']"
            })
    void aPatternIsPrintedInCanonicalForm(String text, String canonical) throws MalformedPatternException {
        assertThat(print(text)).isEqualTo(canonical);
        assertThat(print(canonical)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "[file:name = \"a\"]|14|strings stand between single straight quotes",
                "file:name = 'a'|1|square brackets",
                "[file:hashes.SHA-256 = 'a']|17|quote a name that holds a hyphen",
                "[file.size = 1]|6|a colon separates",
                "[file:size = 1] and [file:size = 2]|17|case sensitive: AND",
                "[file:size = 1] WITHIN 5 MINUTES|26|SECONDS",
                "[file:name = 'C:\\Temp']|17|write a backslash as",
                "[file:name = 'a]|14|never ends",
                "[file:name = 'it's']|18|quote inside a string",
                "[file:size = 1e3]|15|without an exponent",
                "[file:size = 010]|14|leading zero",
                "[file:size = 5.]|15|does not end in a dot",
                "[NOT file:name = 'x']|2|NOT stands between",
                "[file:name EXISTS]|12|before its path",
                "[file:name = abc]|14|single quotes: 'abc'",
                "[file:x = TRUE]|11|case sensitive: true",
                "[file:name MATCHES /a/]|20|is a string",
                "[file:size = 1 WITHIN 5 SECONDS]|16|after the closing bracket",
                "|1|the pattern is empty"
            })
    void aFrequentMistakeIsNamedWithItsColumnAndItsCure(String text, int column, String hint) {
        MalformedPatternException malformed = malformed(text == null ? "" : text);
        assertThat(malformed.location()).isEqualTo(new Location(1, column, column - 1));
        assertThat(malformed.hint().orElse(malformed.getMessage())).contains(hint);
    }

    @Test
    void linesAndColumnsCountAsAnEditorDoes() {
        MalformedPatternException malformed = malformed("[a:b = '😀'\r\n  OR a:c = '😀' x]");
        assertThat(malformed.location()).isEqualTo(new Location(2, 16, 29));
        assertThat(malformed.found()).isEqualTo("\"x\"");
        assertThat(malformed.expected()).isEqualTo("AND, OR or \"]\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a:b == 1]",
                "[a:b <> 1]",
                "[a:b = +1]",
                "[a:b = h'0F']",
                "[a:b = 1 /* so */]",
                "[a:b = 1] // so",
                "[a:b[-1] = 1]",
                "[a:b = 1] REPEATS 0 TIMES",
                "[a:b = 1] WITHIN 0 SECONDS",
                "[a:b = t'2019-02-30T00:00:00Z']",
                "([a:b = 1]) WITHIN 1 SECONDS WITHIN 2 SECONDS"
            })
    void whatOnlyPublishedToolsAcceptIsADeparture(String text) throws MalformedPatternException {
        SyntaxTree tree = PatternParser.parse(text, BOUNDS);
        assertThat(tree.departures()).hasSize(1);
        assertThat(tree.departures().get(0).severity()).isEqualTo(Severity.ERROR);
        assertThat(PatternParser.parse(PatternPrinter.print(tree.root()), BOUNDS)
                        .root())
                .isEqualTo(tree.root());
    }

    @Test
    void aPatternBeyondABoundIsRefused() {
        PatternBounds tight = new PatternBounds(40, 2, 3, 2);
        assertThatCode(() -> PatternParser.parse("[a:b=1]" + " ".repeat(33), tight))
                .doesNotThrowAnyException();
        assertThat(malformed("[a:b=1]" + " ".repeat(34), tight).expected()).contains("at most 40");
        assertThat(malformed("((([a:b=1])))", tight).expected()).contains("2 deep");
        assertThat(malformed("[(((a:b=1)))]", tight).expected()).contains("2 deep");
        assertThat(malformed("[a:b IN (1,2,3,4)]", tight).expected()).contains("at most 3");
        assertThat(malformed("[a:b.c.d.e = 1]", tight).expected()).contains("at most 3");
        assertThat(malformed("[a:b=1]OR[a:b=1]OR[a:b=1]", tight).expected()).contains("at most 2");
    }

    private static String print(String text) throws MalformedPatternException {
        return PatternPrinter.print(PatternParser.parse(text, BOUNDS).root());
    }

    private static MalformedPatternException malformed(String text) {
        return malformed(text, BOUNDS);
    }

    private static MalformedPatternException malformed(String text, PatternBounds bounds) {
        return catchThrowableOfType(MalformedPatternException.class, () -> PatternParser.parse(text, bounds));
    }
}
