package io.tidings.stix.pattern.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {
    private static final long STEPS = 2_000_000;
    private static final String[] PIECES = {
        "a",
        "b",
        "c",
        ".",
        "^",
        "$",
        "\\b",
        "\\d",
        "[ab]",
        "[^a]",
        "[a-c]",
        "(a|b)",
        "(?:ab|a)",
        "(?=a)",
        "(?!b)",
        "(?<=a)",
        "(?<!ab)",
        "(a)",
        "\\1",
        "(?>a*)",
        "(?i:A)",
        "\\w",
        "\\s",
        "\\n",
        "|",
        "(b*)",
        "(?:|a)",
        "\\Aa",
        "\\z"
    };
    private static final String[] QUANTIFIERS = {"", "", "", "*", "+", "?", "{2}", "{1,2}", "{0,}", "*?", "+?", "*+"};

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "a.c¦xa~nc¦true",
                "(?-s)a.c¦xa~nc¦false",
                "^b¦a~nb¦false",
                "(?m)^b$¦a~nb~nc¦true",
                "a$¦a~n¦true",
                "a\\z¦a~n¦false",
                "\\x41\\x{1F600}\\101¦A😀A¦true",
                "\\Qa.b\\E+¦xa.bb¦true",
                "[[:alpha:]]{3}¦12abc¦true",
                "[^[:digit:]\\s]¦1 2¦false",
                "[]a]+$¦x]a]¦true",
                "\\p{Lu}\\p{Han}¦É中¦true",
                "\\P{L}¦éa¦false",
                "(?i)STRASSE|ÉTÉ¦été¦true",
                "(?<y>..)-\\k<y>¦xab-ab¦true",
                "(?P<y>..)-(?P=y)¦xab-ba¦false",
                "(a)(b)\\2\\g{1}¦abba¦true",
                "(?x) a b # comment¦ab¦true",
                "a{,3}¦a{,3}¦true",
                "a{2¦xa{2¦true",
                "(?<=ab|c)d¦abd¦true",
                "\\R{2}$¦a~r~n~n¦true",
                "^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}$¦203.0.113.255¦true"
            })
    void aSearchAnswersAsPcreDoes(String regex, String subject, boolean found) throws RegexException {
        String text = subject.replace("~n", "\n").replace("~r", "\r");
        assertThat(Regex.ofText(regex).find(text, new Steps(STEPS))).isEqualTo(found ? Found.YES : Found.NO);
    }

    @Test
    void bytesAreMatchedOneByOneAndFoldedAsAscii() throws RegexException {
        byte[] bytes = {(byte) 0xff, 'M', 'z', (byte) 0xe9};
        assertThat(Regex.ofBytes("^\\xff(?i)mZ").find(bytes, new Steps(STEPS))).isEqualTo(Found.YES);
        assertThat(Regex.ofBytes("(?i)\u00c9").find(bytes, new Steps(STEPS))).isEqualTo(Found.NO);
    }

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#hundred")
    void aSearchAnswersAsTheJdkDoesWhereTheyShareTheSyntax(long seed) throws RegexException {
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            String regex = regex(random);
            String subject = random.ints(random.nextInt(8), 0, 5)
                    .collect(StringBuilder::new, (out, n) -> out.append("abAc\n".charAt(n)), StringBuilder::append)
                    .toString();
            Pattern jdk = jdk(regex);
            if (jdk != null) {
                boolean expected = jdk.matcher(subject).find();
                assertThat(Regex.ofText(regex).find(subject, new Steps(STEPS)))
                        .as("/%s/ in \"%s\"", regex, subject)
                        .isEqualTo(expected ? Found.YES : Found.NO);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "(a|a)*b",
                "(?:a|aa)+$",
                "(.*)*(.*)*(.*)*(.*)*b",
                "(?:(?:(?:){99}){99}){99}b",
                "(|){40}(|){40}(|){40}b",
                "((a{0,50}){0,50})b"
            })
    void anExpressionThatExplodesElsewhereIsAnsweredHere(String regex) throws RegexException {
        assertThat(Regex.ofText(regex).find("a".repeat(3_000) + "c", new Steps(50_000_000)))
                .isEqualTo(Found.NO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+\\1?$",
                "(?=(a+)+$)b",
                "(?>(?:a|a)*b)c",
                "(|a)(|a)(|a)(|a)(|a)(|a)(|a)(|a)(|a)(|a)(a+)+\\1x"
            })
    void anExpressionThatExplodesHereTooIsGivenUp(String regex) throws RegexException {
        assertThat(Regex.ofText(regex).find("a".repeat(3_000) + "c", new Steps(100_000)))
                .isEqualTo(Found.GAVE_UP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(a", "a)", "[a", "*a", "a**", "\\", "a{3,2}", "[b-a]", "\\2(a)", "(?<a>x)(?<a>y)", "[[:no:]]"})
    void whatIsMalformedIsRefused(String regex) {
        assertThat(refusal(regex).isUnsupported()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(?R)", "(?1)(a)", "(?(1)a)", "(?|a|b)", "a\\Kb", "(*FAIL)", "(?<=a+)b", "((a{999}){999}){999}"})
    void whatOnlyPcreDoesIsReportedAsUnsupported(String regex) {
        assertThat(refusal(regex).isUnsupported()).isTrue();
    }

    private static RegexException refusal(String regex) {
        return catchThrowableOfType(RegexException.class, () -> Regex.ofText(regex));
    }

    private static String regex(Random random) {
        StringBuilder regex = new StringBuilder();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            String piece = PIECES[random.nextInt(PIECES.length)];
            regex.append(piece);
            boolean quantifiable = !piece.equals("|") && !piece.startsWith("\\A") && !piece.matches("[\\^$]|\\\\[bz]");
            if (quantifiable && !piece.startsWith("(?=") && !piece.startsWith("(?!") && !piece.startsWith("(?<")) {
                regex.append(QUANTIFIERS[random.nextInt(QUANTIFIERS.length)]);
            }
        }
        String whole = regex.toString();
        return random.nextInt(4) == 0 ? "(?:" + whole + ")*c" : whole;
    }

    /** Null where the JDK's rules differ: it refuses nothing that stands here, but takes unset groups otherwise. */
    private static Pattern jdk(String regex) {
        int group = regex.replaceAll("\\(\\?.|\\\\\\(", "").indexOf('(');
        boolean refers = regex.contains("\\1");
        return refers && (group < 0 || regex.contains("|") || regex.contains("*"))
                ? null
                : Pattern.compile(regex, Pattern.DOTALL);
    }
}
