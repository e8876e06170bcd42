package io.tidings.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.doctor.Finding.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockCheckTest {
    @Test
    void clocksWithinTwoSecondsAgree() {
        assertThat(ClockCheck.findings(readings(1, -2, 0))).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.OK);
            assertThat(finding.found()).contains("agrees with 3 peers");
        });
    }

    @Test
    void whoHasMoreOnTheirSideIsProbablyRight() {
        assertThat(ClockCheck.findings(readings(600, 601, 598)))
                .hasSize(3)
                .allSatisfy(finding ->
                        assertThat(finding.found()).contains("ahead of ours; ours is probably wrong, 3 peers agree"));
        assertThat(ClockCheck.findings(readings(0, -600, 1))).singleElement().satisfies(finding -> {
            assertThat(finding.found()).contains("peer-1 is 10 min behind ours; theirs is probably wrong");
            assertThat(finding.advice()).startsWith("tell peer-1");
        });
        assertThat(ClockCheck.findings(readings(600)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.found()).contains("cannot be told"));
    }

    @Test
    void aDifferenceIsNotedThenWarnedOfThenAFault() {
        assertThat(ClockCheck.findings(readings(20))).extracting(Finding::level).containsExactly(Level.OK);
        assertThat(ClockCheck.findings(readings(-31)))
                .extracting(Finding::level)
                .containsExactly(Level.WARNING);
        assertThat(ClockCheck.findings(readings(301)))
                .extracting(Finding::level)
                .containsExactly(Level.FAULT);
    }

    @Test
    void nothingIsSaidWhereNobodyToldTheTime() {
        assertThat(ClockCheck.findings(List.of())).isEmpty();
    }

    private static List<ClockReading> readings(int... aheadSeconds) {
        List<ClockReading> readings = new ArrayList<>();
        for (int ahead : aheadSeconds) {
            readings.add(new ClockReading("peer-" + readings.size(), Duration.ofSeconds(ahead)));
        }
        return readings;
    }
}
