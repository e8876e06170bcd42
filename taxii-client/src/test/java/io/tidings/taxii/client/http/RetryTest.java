package io.tidings.taxii.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.client.failure.ErrorMessage;
import io.tidings.taxii.client.failure.RefusedException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private final RetryPolicy policy =
            new RetryPolicy(5, Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofSeconds(60));

    @Test
    void waitsDoubleUpToTheLongestAndVaryByHalf() {
        Random random = new Random(3);
        long[] most = {100, 200, 300, 300};
        for (int attempt = 1; attempt <= 4; attempt++) {
            long wait = policy.waitAfter(attempt, refused(503, Optional.empty()), random)
                    .orElseThrow()
                    .toMillis();
            assertThat(wait).isBetween(most[attempt - 1] / 2, most[attempt - 1]);
        }
        assertThat(policy.waitAfter(5, refused(503, Optional.empty()), random)).isEmpty();
    }

    @Test
    void aLongerRetryAfterWinsAndOneBeyondTheBoundEndsTheRetries() {
        assertThat(policy.waitAfter(1, refused(429, Optional.of(Duration.ofSeconds(7))), new Random(1)))
                .contains(Duration.ofSeconds(7));
        assertThat(policy.waitAfter(1, refused(429, Optional.of(Duration.ofHours(1))), new Random(1)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "406", "413", "422", "500", "501"})
    void whatWillNotPassIsNotRepeated(int status) {
        assertThat(policy.waitAfter(1, refused(status, Optional.empty()), new Random(1)))
                .isEmpty();
    }

    @Test
    void retryAfterIsReadInSecondsAndAsADate() {
        assertThat(RetryAfter.parse(" 120 ", NOW)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Sun, 22 Nov 2026 03:00:30 GMT", NOW)).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Sun, 22 Nov 2026 02:00:00 GMT", NOW)).contains(Duration.ZERO);
        assertThat(RetryAfter.parse("99999999999999999999", NOW)).contains(Duration.ofSeconds(Integer.MAX_VALUE));
        assertThat(RetryAfter.parse("soon", NOW)).isEmpty();
        assertThat(RetryAfter.parse("-1", NOW)).isEmpty();
    }

    private static RefusedException refused(int status, Optional<Duration> retryAfter) {
        return new RefusedException(
                URI.create("https://h.example/"), status, ErrorMessage.ofText(""), List.of(), retryAfter);
    }
}
