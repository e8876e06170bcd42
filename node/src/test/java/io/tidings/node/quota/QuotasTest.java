package io.tidings.node.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private final MovedClock clock = new MovedClock();
    private final Quotas quotas = new Quotas(clock);

    @Test
    void requestsBeyondTheLimitWaitUntilTheOldestIsAMinuteAgo() {
        assertThat(quotas.request("client:tip", 2)).isEmpty();
        assertThat(quotas.request("client:tip", 2)).isEmpty();
        assertThat(quotas.request("client:tip", 2))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60)));
        clock.move(Duration.ofSeconds(61));
        assertThat(quotas.request("client:tip", 2)).isEmpty();
    }

    @Test
    void onePrincipalsCountIsNotAnothers() {
        assertThat(quotas.request("client:tip", 1)).isEmpty();
        assertThat(quotas.request("client:siem", 1)).isEmpty();
    }

    @Test
    void whatWasGivenBeforeTheStartCounts() {
        assertThat(quotas.objects("peer:b", "read c", 10, 100, () -> 95).granted())
                .isEqualTo(5);
        assertThat(quotas.objects("peer:b", "read c", 10, 100, () -> 0).granted())
                .isZero();
    }

    @Test
    void whatWasNotUsedIsFreeAgain() {
        assertThat(quotas.objects("peer:b", "read c", 100, 100, () -> 0).granted())
                .isEqualTo(100);
        quotas.giveBack("peer:b", "read c", 60);
        assertThat(quotas.objects("peer:b", "read c", 100, 100, () -> 0).granted())
                .isEqualTo(60);
    }

    @Test
    void anAllowanceOfADayReturnsAfterADay() {
        quotas.objects("peer:b", "read c", 100, 100, () -> 0);
        clock.move(Duration.ofHours(23));
        assertThat(quotas.objects("peer:b", "read c", 1, 100, () -> 0).granted())
                .isZero();
        clock.move(Duration.ofHours(2));
        assertThat(quotas.objects("peer:b", "read c", 1, 100, () -> 0).granted())
                .isEqualTo(1);
    }

    @Test
    void whatIsGivenBackLaterIsFreeAgainToo() {
        quotas.objects("peer:b", "read c", 100, 100, () -> 0);
        clock.move(Duration.ofHours(1));
        quotas.giveBack("peer:b", "read c", 60);
        assertThat(quotas.objects("peer:b", "read c", 100, 100, () -> 0).granted())
                .isEqualTo(60);
    }

    @Test
    void itIsKnownWhenThereIsRoomForSoMany() {
        quotas.objects("peer:b", "write c", 60, 100, () -> 0);
        clock.move(Duration.ofHours(12));
        quotas.objects("peer:b", "write c", 30, 100, () -> 0);
        assertThat(quotas.untilFree("peer:b", "write c", 10, 100)).isZero();
        Duration some = quotas.untilFree("peer:b", "write c", 70, 100);
        Duration all = quotas.untilFree("peer:b", "write c", 100, 100);
        assertThat(some).isBetween(Duration.ofMinutes(11 * 60 + 30), Duration.ofMinutes(12 * 60 + 30));
        assertThat(all).isBetween(Duration.ofMinutes(23 * 60 + 30), Duration.ofMinutes(24 * 60 + 30));
        clock.move(some);
        assertThat(quotas.objects("peer:b", "write c", 70, 100, () -> 0).granted())
                .isEqualTo(70);
    }

    /** A clock that the test moves. */
    private static final class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
