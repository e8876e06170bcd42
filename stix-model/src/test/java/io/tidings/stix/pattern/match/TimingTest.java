package io.tidings.stix.pattern.match;

import static io.tidings.stix.pattern.match.Data.mutex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TimingTest {
    private static final String A = "[mutex:name = 'a']";
    private static final String B = "[mutex:name = 'b']";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A FOLLOWEDBY B|true",
                "B FOLLOWEDBY A|false",
                "(A AND B) WITHIN 11 SECONDS|true",
                "(A AND B) WITHIN 10 SECONDS|false",
                "(A AND B) WITHIN 10.000000001 SECONDS|true",
                "A REPEATS 3 TIMES|true",
                "A REPEATS 4 TIMES|false",
                "A REPEATS 3 TIMES WITHIN 6 SECONDS|true",
                "A REPEATS 3 TIMES WITHIN 5 SECONDS|false",
                "A REPEATS 2 TIMES FOLLOWEDBY B|true",
                "(A FOLLOWEDBY B) REPEATS 2 TIMES|false",
                "(A OR B) REPEATS 4 TIMES|true",
                "(A OR B) REPEATS 5 TIMES|false",
                "A AND A AND A|true",
                "A AND A AND A AND A|false",
                "(A REPEATS 2 TIMES WITHIN 3 SECONDS) AND (A WITHIN 1 SECONDS)|true",
                "A START t'2026-01-01T00:00:05Z' STOP t'2026-01-01T00:00:06Z'|true",
                "A START t'2026-01-01T00:00:04Z' STOP t'2026-01-01T00:00:05Z'|false"
            })
    void operatorsAndQualifiersHoldForTheTimesTheyShould(String pattern, boolean expected) {
        List<Observation> observations = new ArrayList<>(
                List.of(mutex("a", 0, 0, 1), mutex("a", 3, 3, 1), mutex("a", 5, 5, 1), mutex("b", 10, 10, 1)));
        if (pattern.startsWith("(A AND B)")) {
            observations.subList(1, 3).clear();
        }
        Collections.shuffle(observations, new Random(7));
        String text = pattern.replaceAll("\\bA\\b", "~")
                .replaceAll("\\bB\\b", B)
                .replace("~", A)
                .replace("AND", "AND");
        assertThat(Data.compile(text).match(observations)).isEqualTo(expected ? Answer.MATCH : Answer.NO_MATCH);
    }

    @Test
    void oneTimeIsChosenForEachObservationThatMeetsAllConstraints() {
        Observation a = mutex("a", 0, 60, 1);
        Observation b = mutex("b", 30, 40, 1);
        Observation c = mutex("c", 10, 20, 1);
        assertThat(Data.match(B + " FOLLOWEDBY " + A, a, b)).isEqualTo(Answer.MATCH);
        // Each pair can be in order, but a would have to be after b and before c.
        assertThat(Data.match(B + " FOLLOWEDBY " + A + " FOLLOWEDBY [mutex:name = 'c']", a, b, c))
                .isEqualTo(Answer.NO_MATCH);
        assertThat(Data.match("(" + A + " AND " + B + ") WITHIN 1 SECONDS", a, b))
                .isEqualTo(Answer.MATCH);
        // Within a second of b is not within a second of c.
        assertThat(Data.match("(" + A + " AND " + B + " AND [mutex:name = 'c']) WITHIN 5 SECONDS", a, b, c))
                .isEqualTo(Answer.NO_MATCH);
        assertThat(Data.match("(" + A + " AND " + B + " AND [mutex:name = 'c']) WITHIN 11 SECONDS", a, b, c))
                .isEqualTo(Answer.MATCH);
    }

    @Test
    void countsAreTakenWholeHoweverGreat() {
        Observation many = mutex("a", 0, 3600, 999_999_999);
        assertThat(Data.match(A + " REPEATS 999999999 TIMES WITHIN 1 SECONDS", many))
                .isEqualTo(Answer.MATCH);
        assertThat(Data.match(A + " REPEATS 1000000000 TIMES", many)).isEqualTo(Answer.NO_MATCH);
        assertThat(Data.match("(" + A + " AND " + A + ") REPEATS 200 TIMES", many))
                .isEqualTo(Answer.MATCH);
    }

    @Test
    void aBurstAmongThousandsIsFound() {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            observations.add(mutex("a", i * 10, i * 10, 1));
        }
        for (int i = 0; i < 20; i++) {
            observations.add(mutex("a", 20_001 + i, 20_001 + i, 1));
        }
        assertThat(Data.compile(A + " REPEATS 20 TIMES WITHIN 21 SECONDS").match(observations))
                .isEqualTo(Answer.MATCH);
        assertThat(Data.compile(A + " REPEATS 40 TIMES WITHIN 21 SECONDS").match(observations))
                .isEqualTo(Answer.NO_MATCH);
    }

    @Test
    void whatExplodesIsGivenUp() {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            observations.add(mutex("a", i, i, 1));
        }
        String all = String.join(" AND ", Collections.nCopies(41, A));
        assertThat(Data.compile(all).match(observations)).isEqualTo(Answer.UNDECIDED);
        assertThat(Data.compile("(" + A + " FOLLOWEDBY " + A + ") REPEATS 700 TIMES")
                        .match(observations))
                .isEqualTo(Answer.UNDECIDED);
    }

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#hundred")
    void theAnswerIsThatOfTryingEverything(long seed) {
        Random random = new Random(seed);
        List<Observation> observations = new ArrayList<>();
        List<int[]> seen = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int time = random.nextInt(20);
            int kind = random.nextInt(2);
            int count = 1 + random.nextInt(2);
            observations.add(mutex(kind == 0 ? "a" : "b", time, time, count));
            seen.addAll(Collections.nCopies(count, new int[] {kind, time}));
        }
        int inner = 1 + random.nextInt(6);
        int outer = 1 + random.nextInt(12);
        String pattern = "((" + A + " FOLLOWEDBY " + B + ") WITHIN " + inner + " SECONDS FOLLOWEDBY " + A
                + " REPEATS 2 TIMES) WITHIN " + outer + " SECONDS";
        Answer expected = tryEverything(seen, inner, outer) ? Answer.MATCH : Answer.NO_MATCH;
        assertThat(Data.compile(pattern).match(observations)).isEqualTo(expected);
        Collections.shuffle(observations, random);
        assertThat(Data.compile(pattern).match(observations)).isEqualTo(expected);
    }

    private static boolean tryEverything(List<int[]> seen, int inner, int outer) {
        int[] kinds = {0, 1, 0, 0};
        int size = seen.size();
        for (int n = 0; n < size * size * size * size; n++) {
            int[] at = {n % size, n / size % size, n / size / size % size, n / size / size / size};
            int[] t = new int[4];
            boolean fits = java.util.Arrays.stream(at).distinct().count() == 4;
            for (int i = 0; i < 4; i++) {
                t[i] = seen.get(at[i])[1];
                fits &= seen.get(at[i])[0] == kinds[i];
            }
            int pair = Math.max(t[0], t[1]);
            fits &= t[0] <= t[1] && t[1] - t[0] < inner && t[2] >= pair && t[3] >= pair;
            int last = Math.max(t[2], t[3]);
            if (fits && last - t[0] < outer) {
                return true;
            }
        }
        return false;
    }
}
