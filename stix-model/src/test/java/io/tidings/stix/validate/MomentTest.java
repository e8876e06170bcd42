package io.tidings.stix.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.time.StixTimestamp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, 2026-01-01T00:00:00.001Z",
        "0001-12-31T23:59:59.9Z, 9999-01-01T00:00:00Z",
        "2026-01-01T00:00:00.000000000000000001Z, 2026-01-01T00:00:00.000000000000000002Z",
        "2016-12-31T23:59:60.5Z, 2017-01-01T00:00:00Z",
        "2026-01-01T00:00:00.09Z, 2026-01-01T00:00:00.1Z"
    })
    void itIsInTheOrderOfTimeAndTellsIt(String earlier, String later) {
        StixTimestamp one = StixTimestamp.of(earlier);
        StixTimestamp other = StixTimestamp.of(later);
        assertThat(Moment.of(one).isBefore(Moment.of(other))).isTrue();
        assertThat(Moment.of(other).isBefore(Moment.of(one))).isFalse();
        assertThat(StixTimestamp.of(Moment.of(one).toString())).isEqualTo(one);
        assertThat(StixTimestamp.of(Moment.of(other).toString())).isEqualTo(other);
    }
}
