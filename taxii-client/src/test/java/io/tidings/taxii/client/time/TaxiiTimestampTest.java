package io.tidings.taxii.client.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaxiiTimestampTest {
    @ParameterizedTest
    @CsvSource({
        "2016-01-01T01:01:01Z, 2016-01-01T01:01:01.000000Z",
        "2016-01-01T01:01:01.5Z, 2016-01-01T01:01:01.500000Z",
        "2016-01-01T01:01:01.123456789Z, 2016-01-01T01:01:01.123456Z",
        "2016-01-01T03:01:01.000+02:00, 2016-01-01T01:01:01.000000Z",
        "2016-01-01t01:01:01.1z, 2016-01-01T01:01:01.100000Z",
    })
    void anyPrecisionIsReadAndSixDigitsAreWritten(String sent, String written) {
        assertThat(TaxiiTimestamp.parse(sent).map(TaxiiTimestamp::format)).contains(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"undefined", "", "Thu Jan 01 1970 00:00:00 GMT+0000", "2016-01-01T03:04:051Z", "2016-01-01"})
    void whatIsNoTimestampCountsAsAbsent(String sent) {
        assertThat(TaxiiTimestamp.parse(sent)).isEmpty();
    }

    @Test
    void wholeSecondsHaveSixDigitsToo() {
        assertThat(TaxiiTimestamp.format(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000000Z");
    }
}
