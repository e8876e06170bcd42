package io.tidings.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.operations.StatusReport;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuarantineCheckTest {
    private static Finding at(String now, Optional<String> since) {
        StatusReport status = Reported.withQuarantined(since.isPresent() ? 3 : 0, since);
        return QuarantineCheck.findings(status, Clock.fixed(Instant.parse(now), ZoneOffset.UTC))
                .get(0);
    }

    @Test
    void whatWaitsOverAWeekendIsWellAndWhatWaitsLongerIsTold() {
        Optional<String> friday = Optional.of("2026-01-02T16:00:00Z");
        assertThat(at("2026-01-05T09:00:00Z", friday).level()).isEqualTo(Finding.Level.OK);
        Finding late = at("2026-01-07T09:00:00Z", friday);
        assertThat(late.level()).isEqualTo(Finding.Level.WARNING);
        assertThat(late.found()).contains("3 objects", "2026-01-02T16:00:00Z");
        assertThat(late.advice()).contains("tidings quarantine list");
    }

    @Test
    void anEmptyQuarantineIsWell() {
        assertThat(at("2026-01-07T09:00:00Z", Optional.empty()).level()).isEqualTo(Finding.Level.OK);
    }
}
