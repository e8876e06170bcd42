package io.tidings.stix.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StixTimestampTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2016-11-03T12:30:59Z",
                "2016-11-03T12:30:59.0Z",
                "2016-11-03T12:30:59.123456789012345678901234567890Z",
                "0000-01-01T00:00:00Z",
                "0000-02-29T00:00:00Z",
                "9999-12-31T23:59:59.999Z",
                "2016-12-31T23:59:60Z",
                "2000-02-29T00:00:00Z",
                "2024-02-29T00:00:00Z",
                "2023-01-31T00:00:00Z",
                "1970-01-01T00:00:00.000Z"
            })
    void whatTheFormAllowsIsReadAndItsTextKept(String text) {
        assertThat(StixTimestamp.of(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2016-11-03",
                "2016-11-03T12:30Z",
                "2016-11-03T12:30:59",
                "2016-11-03T12:30:59.Z",
                "2016-11-03T12:30:59,1Z",
                "2016-11-03T12:30:59+00:00",
                "2016-11-03T12:30:59.1+00:00",
                "2016-11-03t12:30:59Z",
                "2016-11-03T12:30:59z",
                "2016-11-03 12:30:59Z",
                "2016-13-03T12:30:59Z",
                "2016-00-03T12:30:59Z",
                "2016-11-31T12:30:59Z",
                "2016-11-00T12:30:59Z",
                "2023-02-29T00:00:00Z",
                "1900-02-29T00:00:00Z",
                "2023-04-31T00:00:00Z",
                "2016-11-32T00:00:00Z",
                "2016-11-03T24:00:00Z",
                "2016-11-03T12:60:00Z",
                "2016-11-03T12:30:61Z",
                "-016-11-03T12:30:59Z",
                "+2016-11-03T12:30:59Z",
                "12016-11-03T12:30:59Z",
                "2016-11-03T12:30:59.1 Z",
                " 2016-11-03T12:30:59Z",
                "2016-11-03T12:30:59Z ",
                "2016-11-03T12:30:59.1.1Z",
                "２016-11-03T12:30:59Z",
                "2016-11-03T12:30:59.١Z",
                "2016-11-03T12:30:59ZZ"
            })
    void anyOtherFormIsNoTimestamp(String text) {
        assertThat(StixTimestamp.parse(text)).isEmpty();
        assertThatThrownBy(() -> StixTimestamp.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @Test
    void aFractionLongerThanAnyClockIsRefusedAndQuotedShort() {
        String text = "2016-11-03T12:30:59." + "1".repeat(5_000) + "Z";
        assertThatThrownBy(() -> StixTimestamp.of(text))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(150));
    }

    @Test
    void timesAreOrderedAsInstantsToTheLastDigit() {
        List<String> ascending = List.of(
                "0000-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999Z",
                "2016-11-03T12:30:58.999999999999Z",
                "2016-11-03T12:30:59Z",
                "2016-11-03T12:30:59.0000000000001Z",
                "2016-11-03T12:30:59.1Z",
                "2016-11-03T12:30:59.10000000000000000001Z",
                "2016-11-03T12:30:59.11Z",
                "2016-12-31T23:59:59.9Z",
                "2016-12-31T23:59:60Z",
                "2016-12-31T23:59:60.5Z",
                "2017-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z");
        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j < ascending.size(); j++) {
                StixTimestamp one = StixTimestamp.of(ascending.get(i));
                StixTimestamp other = StixTimestamp.of(ascending.get(j));
                assertThat(Integer.signum(one.compareTo(other))).isEqualTo(Integer.compare(i, j));
                assertThat(one.equals(other)).isEqualTo(i == j);
                assertThat(Integer.signum(one.sortKey().compareTo(other.sortKey())))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void spellingsOfOneInstantAreEqual() {
        StixTimestamp plain = StixTimestamp.of("2016-11-03T12:30:50Z");
        for (String text :
                List.of("2016-11-03T12:30:50.0Z", "2016-11-03T12:30:50.000Z", "2016-11-03T12:30:50.0000000000000Z")) {
            assertThat(StixTimestamp.of(text)).isEqualTo(plain).hasSameHashCodeAs(plain);
            assertThat(StixTimestamp.of(text).sortKey()).isEqualTo("2016-11-03T12:30:50");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2016-11-03T12:30:59.123456789987Z,2016-11-03T12:30:59.123456789Z", "2016-12-31T23:59:60Z,2017-01-01T00:00:00Z",
        "2016-12-31T23:59:60.5Z,2017-01-01T00:00:00.5Z", "1970-01-01T00:00:00.000Z,1970-01-01T00:00:00Z",
        "0000-02-29T00:00:00.5Z,0000-02-29T00:00:00.5Z", "2016-11-03T12:30:59.1Z,2016-11-03T12:30:59.1Z"
    })
    void theInstantIsCutToNanosecondsAndALeapSecondIsTheSecondAfter(String text, String instant) {
        assertThat(StixTimestamp.of(text).toInstant()).isEqualTo(Instant.parse(instant));
    }

    @Test
    void anInstantIsWrittenWithMillisecondsOrMore() {
        assertThat(StixTimestamp.of(Instant.parse("2016-11-03T12:30:00Z")).text())
                .isEqualTo("2016-11-03T12:30:00.000Z");
        assertThat(StixTimestamp.of(Instant.parse("2016-11-03T12:30:59.120Z")).text())
                .isEqualTo("2016-11-03T12:30:59.120Z");
        assertThat(StixTimestamp.of(Instant.parse("2016-11-03T12:30:59.000001Z"))
                        .text())
                .isEqualTo("2016-11-03T12:30:59.000001Z");
        assertThatThrownBy(() -> StixTimestamp.of(Instant.MAX)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#thousand")
    void anyInstantComesBackFromItsTextAndKeepsItsOrder(long seed) {
        Random random = new Random(seed);
        ChronoUnit unit = List.of(ChronoUnit.SECONDS, ChronoUnit.MILLIS, ChronoUnit.MICROS, ChronoUnit.NANOS)
                .get(random.nextInt(4));
        Instant one = Instant.ofEpochSecond(
                        random.nextLong(-62_167_219_200L, 253_402_300_800L), random.nextInt(1_000_000_000))
                .truncatedTo(unit);
        Instant other = one.plusNanos(random.nextInt(3) - 1);
        assertThat(StixTimestamp.of(one).toInstant()).isEqualTo(one);
        assertThat(Integer.signum(StixTimestamp.of(one).compareTo(StixTimestamp.of(other))))
                .isEqualTo(Integer.signum(one.compareTo(other)));
    }
}
