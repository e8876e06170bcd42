package io.tidings.taxii.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

class HttpDateTest {
    @Test
    void aDateHasTheFormOfTheStandardAlsoEarlyInAMonth() {
        Clock clock = Clock.fixed(Instant.parse("1994-11-06T08:49:37.999Z"), ZoneOffset.UTC);
        String text = new HttpDate(clock).now();
        assertThat(text).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT"); // RFC 9110 §5.6.7
        assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)))
                .isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
    }
}
