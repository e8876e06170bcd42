package io.tidings.stix.pattern.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.pattern.syntax.PatternBounds;
import io.tidings.stix.pattern.syntax.PatternParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatternSetTest {
    private static final String[] TESTS = {
        "a:n = 1",
        "a:n = 1.0",
        "a:n != 1",
        "a:n IN (0, -0.0)",
        "a:s = 'x'",
        "a:s LIKE 'x%'",
        "a:s NOT = 'x'",
        "a:l[*] = 'y'",
        "b:s = 'x'",
        "EXISTS b:s",
        "NOT EXISTS b:s",
        "a:r_ref.s = 'x'",
        "a:k_bin = 'x'",
        "a:f = true",
        "a:s IN ('x', 'z')"
    };

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#hundred")
    void aSetAnswersAsItsPatternsDoOneByOne(long seed) throws MalformedPatternException {
        Random random = new Random(seed);
        PatternSet.Builder<String> builder = PatternSet.builder();
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String pattern = pattern(random);
            patterns.add(pattern);
            builder.add(
                    pattern,
                    PatternParser.parse(pattern, PatternBounds.standard()).root());
        }
        List<Observation> observations = List.of(
                Data.seen(object(random, "a"), object(random, "b")),
                Data.seen(object(random, "a"), object(random, "a")));
        List<String> expected = patterns.stream()
                .filter(pattern -> Data.compile(pattern).match(observations) == Answer.MATCH)
                .toList();
        assertThat(builder.build().match(observations)).isEqualTo(new Matches<>(expected, List.of()));
    }

    @Test
    void theEmptySetMatchesNothing() {
        assertThat(PatternSet.builder().build().match(List.of(Data.seen("{'type':'a'}"))))
                .isEqualTo(new Matches<>(List.of(), List.of()));
    }

    private static String pattern(Random random) {
        String first = "[" + comparison(random) + "]";
        return switch (random.nextInt(4)) {
            case 0 -> first + " AND [" + comparison(random) + "]";
            case 1 -> first + " OR [" + comparison(random) + "]";
            case 2 -> first + " REPEATS 2 TIMES";
            default -> first;
        };
    }

    private static String comparison(Random random) {
        String one = TESTS[random.nextInt(TESTS.length)];
        String other = TESTS[random.nextInt(TESTS.length)];
        return switch (random.nextInt(3)) {
            case 0 -> one + " AND " + other;
            case 1 -> one + " OR " + other;
            default -> one;
        };
    }

    private static String object(Random random, String type) {
        String[] values = {"'x'", "'xy'", "'z'", "1", "0", "-0.0", "true", "['x','y']", "'eA=='", "{'s':'x'}"};
        StringBuilder json = new StringBuilder("{'type':'" + type + "','id':'" + random.nextInt(1000) + "'");
        for (String name : List.of("n", "s", "l", "k_bin", "f", "r_ref")) {
            if (random.nextInt(3) > 0) {
                json.append(",'").append(name).append("':").append(values[random.nextInt(values.length)]);
            }
        }
        return json.append('}').toString();
    }
}
