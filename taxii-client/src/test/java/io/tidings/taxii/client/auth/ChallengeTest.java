package io.tidings.taxii.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {
    @Test
    void oneLineMayHoldTwoChallengesWithQuotedCommasAndQuotes() {
        List<Challenge> challenges = Challenge.parse(
                List.of("Basic realm=\"taxii\", type=1, title=\"Login to \\\"apps\\\", now\", Basic realm=\"simple\""));
        assertThat(challenges)
                .containsExactly(
                        new Challenge(
                                "Basic", Map.of("realm", "taxii", "type", "1", "title", "Login to \"apps\", now"), ""),
                        new Challenge("Basic", Map.of("realm", "simple"), ""));
    }

    @Test
    void severalLinesBareSchemesAndTokensAreRead() {
        assertThat(Challenge.parse(List.of("Negotiate YWJj==, Bearer", ", Basic realm = x")))
                .extracting(Challenge::scheme, Challenge::token)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Negotiate", "YWJj=="),
                        org.assertj.core.groups.Tuple.tuple("Bearer", ""),
                        org.assertj.core.groups.Tuple.tuple("Basic", ""));
    }

    @Test
    void whateverIsSentNothingIsThrown() {
        var random = new java.util.Random(7);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder line = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                line.append("Basic=\", \\x/\u00e9\t;".charAt(random.nextInt(15)));
            }
            assertThat(Challenge.parse(List.of(line.toString()))).hasSizeLessThan(51);
        }
    }
}
